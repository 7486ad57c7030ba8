package dev.rollcall.gateway.access;

import dev.rollcall.contracts.audit.AppendRequest;
import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.gateway.route.Route;
import dev.rollcall.gateway.token.SessionToken;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was decided about a privileged request to audit-service, and says whether it is
 * durable; of somebody who is refused over and over the rest is counted, and so is a refusal whose
 * record failed (that it came to be stored after all would count it twice, never not at all). Who
 * impersonates is the actor, whose session it is the subject.
 */
@Singleton
final class AccessEvidence {

    private static final Logger LOG = LoggerFactory.getLogger(AccessEvidence.class);

    private final AuditClient client;
    private final RefusalTally refusals;
    private final Uuid7 ids;
    private final Clock clock;

    AccessEvidence(AuditClient client, RefusalTally refusals, Uuid7 ids, Clock clock) {
        this.client = client;
        this.refusals = refusals;
        this.ids = ids;
        this.clock = clock;
    }

    boolean record(
            AccessDecision decision,
            SessionToken token,
            String method,
            Route route,
            RequestId requestId) {
        boolean refused = decision instanceof AccessDecision.Denied;
        if (refused && refusals.counts(token, requestId)) {
            return true;
        }
        boolean durable = false;
        try {
            durable = append(entry(decision, token, place(method, route), requestId), decision);
            return durable;
        } catch (HttpClientException | CodecException away) {
            LOG.error("event=access.evidence outcome=failed request_id={}", requestId);
            return false;
        } finally {
            if (refused && !durable) {
                count(token, requestId);
            }
        }
    }

    /** A refusal that nobody waits to have recorded; it goes along with the next count. */
    void count(SessionToken token, RequestId requestId) {
        if (!refusals.count(token, requestId)) {
            LOG.error("event=access.evidence outcome=lost request_id={}", requestId);
        }
    }

    private boolean append(AuditEntry entry, AccessDecision decision) {
        AppendResponse answer = client.append(new AppendRequest(List.of(entry)));
        return answer != null
                && answer.outcomes().size() == 1
                && isEnough(answer.outcomes().getFirst().result(), decision);
    }

    /** An erased person leaves no record that names them; turning them away needs none. */
    private static boolean isEnough(AppendResponse.Result result, AccessDecision decision) {
        return switch (result) {
            case STORED, REPEATED -> true;
            case SUBJECT_ERASED -> decision instanceof AccessDecision.Denied;
            case CONFLICT -> false;
        };
    }

    private static Map<String, String> place(String method, Route route) {
        Map<String, String> place = new HashMap<>();
        place.put("method", method);
        place.put("route", route.pattern().toString());
        return place;
    }

    private AuditEntry entry(
            AccessDecision decision,
            SessionToken token,
            Map<String, String> attributes,
            RequestId requestId) {
        AuditAction action =
                switch (decision) {
                    case AccessDecision.Granted granted -> AuditAction.ACCESS_GRANTED;
                    case AccessDecision.Denied denied -> {
                        attributes.put("code", denied.code().wire());
                        yield AuditAction.ACCESS_REFUSED;
                    }
                };
        return new AuditEntry(
                ids.next(),
                clock.instant(),
                action,
                action == AuditAction.ACCESS_GRANTED
                        ? AuditEntry.Outcome.SUCCEEDED
                        : AuditEntry.Outcome.REFUSED,
                AuditEntry.Actor.user(
                        token.impersonator() == null ? token.user() : token.impersonator()),
                token.user(),
                null,
                requestId,
                attributes,
                List.of());
    }
}
