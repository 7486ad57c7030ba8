/** The door: what Clerk posts is verified here, on the bytes as they came. */
@NullMarked
package dev.rollcall.webhook.receive;

import org.jspecify.annotations.NullMarked;
