/** Standard Webhooks (and Svix) signatures: one computation for who signs and who verifies. */
@NullMarked
package dev.rollcall.contracts.webhook;

import org.jspecify.annotations.NullMarked;
