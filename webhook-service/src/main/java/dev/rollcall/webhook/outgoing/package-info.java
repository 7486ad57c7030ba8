/** Calls to addresses that configuration names and this house does not own. */
@NullMarked
package dev.rollcall.webhook.outgoing;

import org.jspecify.annotations.NullMarked;
