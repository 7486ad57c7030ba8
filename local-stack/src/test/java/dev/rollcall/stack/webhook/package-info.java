/** Sending webhooks by hand. */
@NullMarked
package dev.rollcall.stack.webhook;

import org.jspecify.annotations.NullMarked;
