/** Clerk's session tokens: where they are found, what makes one valid. */
@NullMarked
package dev.rollcall.gateway.token;

import org.jspecify.annotations.NullMarked;
