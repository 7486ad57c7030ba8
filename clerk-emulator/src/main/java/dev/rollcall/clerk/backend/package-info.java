/** Clerk's Backend API: what a server calls with the secret key. */
@NullMarked
package dev.rollcall.clerk.backend;

import org.jspecify.annotations.NullMarked;
