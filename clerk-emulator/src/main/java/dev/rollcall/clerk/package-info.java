/** A stand-in for Clerk, for development and tests only: start here, in ClerkEmulator. */
@NullMarked
package dev.rollcall.clerk;

import org.jspecify.annotations.NullMarked;
