/** Svix-signed webhooks: delivery, retries, and the switches that disturb them. */
@NullMarked
package dev.rollcall.clerk.webhook;

import org.jspecify.annotations.NullMarked;
