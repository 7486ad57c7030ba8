package dev.rollcall.identity.sync;

import dev.rollcall.contracts.id.ClerkUserId;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What a resync came to.
 *
 * @param result {@code found}: the row is as Clerk has it now; {@code missing}: Clerk does not know
 *     the person, and the row is absent until Clerk does
 */
@Serdeable
record ResyncResponse(ClerkUserId clerkId, String result) {}
