package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.admin.WebhookRefusal;
import dev.rollcall.contracts.id.MessageId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What this process refused, by message id, so that an operator sees what Svix still tries to
 * deliver and until when. Bounded, in memory: a refusal must cost nothing. Ids that nobody verified
 * have a place of their own, so that a flood of them pushes no real one out. Thread-safe.
 */
@Singleton
final class Refusals {

    static final int MOST = 500;

    /** Svix tries at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h. */
    private static final Duration SVIX_TRIES_FOR =
            Duration.ofHours(27).plusMinutes(35).plusSeconds(5);

    private final Map<MessageId, WebhookRefusal> verified = new LinkedHashMap<>();
    private final Map<MessageId, WebhookRefusal> unverified = new LinkedHashMap<>();
    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    /** {@code reason} is a stable word. */
    synchronized void add(MessageId id, String reason, boolean isVerified) {
        Map<MessageId, WebhookRefusal> kept = isVerified ? verified : unverified;
        Instant now = clock.instant();
        WebhookRefusal before = kept.remove(id);
        Instant first = before == null ? now : before.firstAt();
        int times = before == null ? 1 : before.refusals() + 1;
        if (kept.size() >= MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(
                id,
                new WebhookRefusal(
                        id, reason, isVerified, times, first, now, first.plus(SVIX_TRIES_FOR)));
    }

    /** It came through after all. */
    synchronized void accepted(MessageId id) {
        if (!verified.isEmpty() || !unverified.isEmpty()) {
            verified.remove(id);
            unverified.remove(id);
        }
    }

    /** Verified ones first, then by the last refusal, newest first. */
    synchronized List<WebhookRefusal> list() {
        return Stream.concat(verified.values().stream(), unverified.values().stream())
                .sorted(
                        Comparator.comparing(WebhookRefusal::verified)
                                .thenComparing(WebhookRefusal::lastAt)
                                .reversed())
                .toList();
    }
}
