/** Clerk's events on their way from webhook-service to identity-service. */
@NullMarked
package dev.rollcall.contracts.event;

import org.jspecify.annotations.NullMarked;
