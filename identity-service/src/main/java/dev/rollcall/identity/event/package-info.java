/** Clerk's events: parsed, applied once, answered one by one. */
@NullMarked
package dev.rollcall.identity.event;

import org.jspecify.annotations.NullMarked;
