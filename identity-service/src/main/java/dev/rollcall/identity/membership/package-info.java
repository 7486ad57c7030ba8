/** Memberships: facts, states, the reducer and the table. */
@NullMarked
package dev.rollcall.identity.membership;

import org.jspecify.annotations.NullMarked;
