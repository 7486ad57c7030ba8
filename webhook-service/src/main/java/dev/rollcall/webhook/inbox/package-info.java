/** What was received, on disk before it is acknowledged, once per message id. */
@NullMarked
package dev.rollcall.webhook.inbox;

import org.jspecify.annotations.NullMarked;
