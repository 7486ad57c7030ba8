package dev.rollcall.webhook.replay;

import dev.rollcall.contracts.admin.WebhookReplay;
import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.paging.LocalIds;
import dev.rollcall.contracts.paging.QueryParameters;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.webhook.evidence.Evidence;
import dev.rollcall.webhook.replay.ReplayRepository.Count;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Counts, starts and cancels replays; the work is done step by step elsewhere. Thread-safe. */
@Singleton
final class ReplayCommands {

    /** Above this many the range is to be narrowed. */
    static final int MOST_EVENTS = 1_000_000;

    private static final int MOST_RATE = 1000;
    private static final int USUAL_RATE = 100;

    private final ReplayRepository replays;
    private final Evidence evidence;
    private final Uuid7 ids;
    private final Clock clock;

    ReplayCommands(ReplayRepository replays, Evidence evidence, Uuid7 ids, Clock clock) {
        this.replays = replays;
        this.evidence = evidence;
        this.ids = ids;
        this.clock = clock;
    }

    /** What it would do, or what it began to do once that is on record. */
    WebhookReplay run(ReplayRequest request, AuthenticatedUser operator) {
        Boolean dryRun = request.dryRun();
        if (dryRun == null) {
            throw QueryParameters.malformed("dryRun is true or false, and required.");
        }
        ReplayScope scope =
                ReplayScope.parse(request, clock.instant().truncatedTo(ChronoUnit.MICROS));
        int rate = rate(request);
        Count count = replays.count(scope, MOST_EVENTS + 1);
        if (count.usable() + count.unusable() > MOST_EVENTS) {
            throw QueryParameters.malformed(
                    "More than " + MOST_EVENTS + " events: choose a later since.");
        }
        if (scope.kind() == ReplayScope.Kind.ONE) {
            check(count);
        }
        return dryRun ? dryRun(scope, rate, count) : start(scope, rate, count, operator);
    }

    WebhookReplay get(String id) {
        return LocalIds.parse(id)
                .flatMap(replays::find)
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemCode.NOT_FOUND, "There is no such replay."));
    }

    /** Stops it where it is; what was given to delivery stays there. */
    WebhookReplay cancel(String id) {
        UUID found = get(id).id();
        if (found == null || !replays.cancel(found)) {
            throw conflict("The replay is over.");
        }
        return get(id);
    }

    static String wire(ReplayScope.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private WebhookReplay start(
            ReplayScope scope, int rate, Count count, AuthenticatedUser operator) {
        if (replays.isRunning()) {
            throw conflict("A replay is running.");
        }
        UUID id = ids.next();
        evidence.append(
                id, AuditAction.WEBHOOK_REPLAYED, operator, null, attributes(id, scope, count));
        if (!replays.append(id, scope, rate, count.usable(), operator.id().value())) {
            throw conflict("A replay is running.");
        }
        return get(id.toString());
    }

    private static Map<String, String> attributes(UUID id, ReplayScope scope, Count count) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("replay", id.toString());
        attributes.put("kind", wire(scope.kind()));
        attributes.put("events", Long.toString(count.usable()));
        MessageId one = scope.messageId();
        if (one == null) {
            attributes.put("since", scope.since().toString());
            attributes.put("until", scope.until().toString());
        } else {
            attributes.put("message_id", one.value());
        }
        return attributes;
    }

    private static WebhookReplay dryRun(ReplayScope scope, int rate, Count count) {
        return new WebhookReplay(
                null,
                wire(scope.kind()),
                scope.messageId(),
                scope.since(),
                scope.until(),
                rate,
                "dry_run",
                count.usable(),
                0,
                count.unusable(),
                null,
                null);
    }

    private static void check(Count count) {
        if (count.erased() > 0) {
            throw new ProblemException(ProblemCode.EVENT_ERASED, "There is nothing to deliver.");
        }
        if (count.unusable() > 0) {
            throw conflict("Its payload is of no use to anybody.");
        }
        if (count.usable() == 0) {
            throw new ProblemException(
                    ProblemCode.NOT_FOUND, "There is no such message, or it is on its way.");
        }
    }

    private static int rate(ReplayRequest request) {
        int rate = request.rate() == null ? USUAL_RATE : request.rate();
        if (rate < 1 || rate > MOST_RATE) {
            throw QueryParameters.malformed("rate is a number from 1 to " + MOST_RATE + '.');
        }
        return rate;
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemCode.CONFLICT, detail);
    }
}
