package dev.rollcall.identity.handle;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.identity.user.UserFacts;

/** Somebody who has details and no handle yet. */
public record Newcomer(UserId id, ClerkUserId clerkId, UserFacts facts) {}
