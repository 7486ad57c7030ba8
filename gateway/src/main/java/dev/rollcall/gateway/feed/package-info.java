/** Follows identity-service's change feed and tells those who remember something. */
@NullMarked
package dev.rollcall.gateway.feed;

import org.jspecify.annotations.NullMarked;
