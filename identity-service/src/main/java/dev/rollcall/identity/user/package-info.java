/** People: facts, states, the reducer and the table. */
@NullMarked
package dev.rollcall.identity.user;

import org.jspecify.annotations.NullMarked;
