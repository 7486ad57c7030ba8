package dev.rollcall.contracts.resolve;

import dev.rollcall.contracts.id.ClerkUserId;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Asks for the local user of a verified session token.
 *
 * @param syncNow fetch from Clerk even if the mirror looks complete
 */
@Serdeable
public record ResolveRequest(ClerkUserId clerkId, TokenClaims claims, boolean syncNow) {}
