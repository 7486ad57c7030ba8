/** The change feed: what gateways and forwarders hear, in the order in which it became visible. */
@NullMarked
package dev.rollcall.identity.change;

import org.jspecify.annotations.NullMarked;
