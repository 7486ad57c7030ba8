/** The emulator's own API, which Clerk does not have: sign-ups, tokens, switches, webhooks. */
@NullMarked
package dev.rollcall.clerk.control;

import org.jspecify.annotations.NullMarked;
