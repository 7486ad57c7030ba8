package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.webhook.inbox.Arrival;
import dev.rollcall.webhook.inbox.Envelope;
import dev.rollcall.webhook.inbox.Inbox;
import dev.rollcall.webhook.inbox.OwnInstance;
import dev.rollcall.webhook.inbox.Payload;
import dev.rollcall.webhook.inbox.Receipt;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies webhooks on the bytes as sent and keeps those that are authentic, whichever way they
 * came in. What it keeps stands in log and figures; what fails verification is its caller's to
 * tell. Thread-safe.
 */
@Singleton
final class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /**
     * A request as it was judged.
     *
     * @param at when, in whole microseconds
     */
    record Judged(SignatureCheck check, Instant at) {}

    private final WebhookSecrets secrets;
    private final ReceiveConfiguration configuration;
    private final OwnInstance instance;
    private final Inbox inbox;
    private final Refusals refusals;
    private final ReceiveMetrics metrics;
    private final Clock clock;

    Reception(
            WebhookSecrets secrets,
            ReceiveConfiguration configuration,
            OwnInstance instance,
            Inbox inbox,
            Refusals refusals,
            ReceiveMetrics metrics,
            Clock clock) {
        this.secrets = secrets;
        this.configuration = configuration;
        this.instance = instance;
        this.inbox = inbox;
        this.refusals = refusals;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** {@code headers}: all values of one, by its lower-case name. */
    Judged judge(Function<String, List<String>> headers, byte[] body) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Judged(
                SignatureVerifier.verify(
                        headers, body, secrets.keys(), at, configuration.tolerance()),
                at);
    }

    /**
     * Ends after the commit, or with what {@link Inbox#append} says.
     *
     * @param body taken over
     */
    CompletableFuture<Receipt> keep(
            SignatureCheck.Valid valid, byte[] body, Instant at, @Nullable RequestId requestId) {
        Payload payload = new Payload(body);
        Arrival arrival =
                new Arrival(
                        valid.messageId(),
                        payload,
                        instance.read(payload),
                        at,
                        valid.secretIndex(),
                        requestId);
        return inbox.append(arrival)
                .whenComplete(
                        (receipt, failed) -> {
                            if (failed == null) {
                                kept(arrival, receipt);
                            } else {
                                refusals.add(arrival.messageId(), "unavailable", true);
                                metrics.refused("unavailable");
                            }
                        });
    }

    /** What to throw for what {@link #keep} failed with: the problem that says so, or a bug. */
    static RuntimeException fault(@Nullable Throwable failed) {
        Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
        return cause instanceof ProblemException told
                ? told
                : new IllegalStateException("neither kept nor refused", cause);
    }

    private void kept(Arrival arrival, Receipt receipt) {
        refusals.accepted(arrival.messageId());
        log(arrival, receipt);
        metrics.received(receipt);
    }

    private void log(Arrival arrival, Receipt receipt) {
        long millis = Duration.between(arrival.receivedAt(), clock.instant()).toMillis();
        if (receipt == Receipt.CONFLICTING) {
            LOG.warn("event=webhook.conflicting message_id={}", arrival.messageId());
        }
        switch (arrival.envelope()) {
            case Envelope.Usable usable ->
                    LOG.info(
                            "event=webhook.accepted message_id={} type={} duplicate={} ms={}",
                            arrival.messageId(),
                            usable.type(),
                            receipt != Receipt.ACCEPTED,
                            millis);
            case Envelope.Foreign foreign ->
                    parked(arrival.messageId(), OwnInstance.OTHER, receipt, millis);
            case Envelope.Poison poison ->
                    parked(arrival.messageId(), poison.reason(), receipt, millis);
        }
    }

    private static void parked(MessageId id, String reason, Receipt receipt, long millis) {
        LOG.warn(
                "event=webhook.parked message_id={} reason={} duplicate={} ms={}",
                id,
                reason,
                receipt != Receipt.ACCEPTED,
                millis);
    }
}
