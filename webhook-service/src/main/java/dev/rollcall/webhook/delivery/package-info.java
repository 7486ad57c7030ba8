/** From the inbox to identity-service: leases, batches, backoff, dead letter. */
@NullMarked
package dev.rollcall.webhook.delivery;

import org.jspecify.annotations.NullMarked;
