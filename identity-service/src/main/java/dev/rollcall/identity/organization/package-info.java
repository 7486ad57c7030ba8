/** Organisations: facts, states, the reducer and the table. */
@NullMarked
package dev.rollcall.identity.organization;

import org.jspecify.annotations.NullMarked;
