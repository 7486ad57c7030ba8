/** Clerk's objects and Backend API, as far as the mirror needs them. */
@NullMarked
package dev.rollcall.identity.clerk;

import org.jspecify.annotations.NullMarked;
