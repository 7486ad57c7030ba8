package dev.rollcall.identity.clerk;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.user.UserFacts;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Fetches single users from Clerk. */
@Singleton
public class ClerkUsers {

    private final ClerkClient clerk;
    private final MissingGuard guard;

    ClerkUsers(ClerkClient clerk, MissingGuard guard) {
        this.clerk = clerk;
        this.guard = guard;
    }

    /** For one person at a time: that many are missing at once is not believed. */
    public UserFetch fetch(ClerkUserId id, ClerkBudget.Use use) {
        return switch (fetchForSweep(id, use)) {
            case UserFetch.NotFound missing -> guard.judge(missing);
            case UserFetch.Found found -> found;
            case UserFetch.Unavailable unavailable -> unavailable;
        };
    }

    /** For a reconciliation, which has checked the instance and limits what it marks by itself. */
    public UserFetch fetchForSweep(ClerkUserId id, ClerkBudget.Use use) {
        return read(id, clerk.get("/v1/users/" + id.value(), use));
    }

    /** Clerk's user object in an answer, as a fetch of this person. */
    public static UserFetch read(ClerkUserId id, ClerkAnswer answer) {
        return switch (answer) {
            case ClerkAnswer.Ok ok -> found(id, ok.body(), ok.observedAt());
            case ClerkAnswer.Missing missing -> new UserFetch.NotFound(missing.observedAt());
            case ClerkAnswer.Refused refused ->
                    UserFetch.Unavailable.because("clerk_answered_" + refused.status());
            case ClerkAnswer.Unavailable unavailable ->
                    new UserFetch.Unavailable(unavailable.reason(), unavailable.retryAfter());
        };
    }

    private static UserFetch found(ClerkUserId id, JsonNode body, Instant observedAt) {
        try {
            ClerkObject user = ClerkObject.of(body);
            return ClerkObjectReader.userId(user).equals(id)
                    ? new UserFetch.Found(observed(user, observedAt))
                    : UserFetch.Unavailable.because("clerk_answered_nonsense");
        } catch (UnusableObject unusable) {
            return UserFetch.Unavailable.because(unusable.code());
        }
    }

    static Observation.Upserted<UserFacts> observed(ClerkObject user, Instant observedAt) {
        return Observation.Upserted.of(
                ClerkObjectReader.user(user),
                user.requiredTime("updated_at").toEpochMilli(),
                observedAt.toEpochMilli());
    }
}
