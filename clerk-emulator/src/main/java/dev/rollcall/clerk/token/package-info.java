/** Session tokens as Clerk issues them, and the key set that verifies them. */
@NullMarked
package dev.rollcall.clerk.token;

import org.jspecify.annotations.NullMarked;
