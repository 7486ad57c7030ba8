/** Clerk's Frontend API: what a browser calls, and the pages a person sees. */
@NullMarked
package dev.rollcall.clerk.frontend;

import org.jspecify.annotations.NullMarked;
