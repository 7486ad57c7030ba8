package dev.rollcall.webhook.evidence;

import dev.rollcall.contracts.audit.AppendRequest;
import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import io.micronaut.http.client.exceptions.HttpClientException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts on record what an operator is about to do. It is durable when the call returns, so an act
 * without a record cannot be; a record whose act then failed can. Thread-safe.
 */
@Singleton
public final class Evidence {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final AuditClient audit;
    private final Clock clock;

    Evidence(AuditClient audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** Throws a 503 {@link ProblemException} if it is not known to be stored. */
    public void append(
            UUID id,
            AuditAction action,
            AuthenticatedUser operator,
            @Nullable ClerkUserId subject,
            Map<String, String> attributes) {
        AuditEntry entry =
                new AuditEntry(
                        id,
                        clock.instant(),
                        action,
                        AuditEntry.Outcome.SUCCEEDED,
                        AuditEntry.Actor.user(operator.clerkId()),
                        subject,
                        null,
                        operator.requestId(),
                        attributes,
                        List.of());
        AppendResponse answer;
        try {
            answer = audit.append(new AppendRequest(List.of(entry)));
        } catch (HttpClientException away) {
            throw unavailable(away);
        }
        if (answer == null) {
            throw unavailable(null);
        }
    }

    private static ProblemException unavailable(@Nullable Exception cause) {
        return ProblemException.unavailable(
                "It cannot be put on record now, so it was not done.", RETRY_AFTER, cause);
    }
}
