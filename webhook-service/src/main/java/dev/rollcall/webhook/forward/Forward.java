package dev.rollcall.webhook.forward;

import dev.rollcall.webhook.outgoing.GuardedPost;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round for one target: lease what is due, send a few at a time, settle each. Signed as
 * Standard Webhooks 1.0.0, with the message id as the key of idempotency on every try. A crash at
 * any point leaves a lease that runs out, and the target hears the same again under the same key.
 * Thread-safe.
 */
@Singleton
final class Forward {

    static final int AT_ONCE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Forward.class);

    private final ForwardRepository repository;
    private final GuardedPost post;
    private final ForwardSettings settings;
    private final Clock clock;

    Forward(ForwardRepository repository, GuardedPost post, ForwardSettings settings, Clock clock) {
        this.repository = repository;
        this.post = post;
        this.settings = settings;
        this.clock = clock;
    }

    /** How many were due. */
    int run(ForwardTarget target) {
        List<LeasedForward> leased = repository.lease(target.name(), AT_ONCE);
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            leased.forEach(event -> calls.execute(() -> forward(target, event)));
        }
        return leased.size();
    }

    private void forward(ForwardTarget target, LeasedForward event) {
        try {
            ForwardOutcome outcome = attempt(target, event);
            boolean kept = repository.settle(target.name(), event, outcome);
            ForwardLog.settled(target.name(), event.messageId(), outcome, kept);
        } catch (RuntimeException failed) {
            LOG.warn(
                    "event=webhook.forward_failed target={} message_id={} error={}",
                    target.name(),
                    event.messageId(),
                    failed.getClass().getSimpleName());
        }
    }

    private ForwardOutcome attempt(ForwardTarget target, LeasedForward event) {
        LeasedForward.Payload payload = event.payload();
        if (payload == null || event.type() == null) {
            return new ForwardOutcome.Buried(event.type() == null ? "expired" : "erased");
        }
        byte[] body =
                CloudEvent.write(
                        event.messageId(),
                        event.type(),
                        event.subject(),
                        event.occurredAt(),
                        event.receivedAt(),
                        payload.bytes());
        long seconds = clock.instant().getEpochSecond();
        Map<String, String> headers =
                Map.of(
                        "Content-Type", CloudEvent.CONTENT_TYPE,
                        "webhook-id", event.messageId(),
                        "webhook-timestamp", Long.toString(seconds),
                        "webhook-signature", target.sign(event.messageId(), seconds, body),
                        "webhook-attempt", Integer.toString(event.attempts() + 1),
                        "Idempotency-Key", event.messageId());
        return ForwardPolicy.decide(
                post.send(target.url(), headers, body),
                event.attempts(),
                settings.mostAttempts(),
                RandomGenerator.getDefault());
    }
}
