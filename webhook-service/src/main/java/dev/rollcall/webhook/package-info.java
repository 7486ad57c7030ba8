/** Clerk's events: verified, kept, delivered to the mirror. */
@NullMarked
package dev.rollcall.webhook;

import org.jspecify.annotations.NullMarked;
