package dev.rollcall.clerk.webhook;

import dev.rollcall.clerk.setting.EmulatorSettings;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.state.Ids;
import dev.rollcall.clerk.state.Message;
import dev.rollcall.clerk.state.Message.Attempt;
import dev.rollcall.clerk.state.Message.Progress;
import dev.rollcall.clerk.webhook.WebhookClient.Answer;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages: each attempt in a virtual thread, at most 32 at once, first attempts begun in
 * the order of the events; only 2xx ends the attempts. A message is sent at least once, as it goes
 * on after a restart from what the state file says. Thread-safe.
 */
@Singleton
public final class WebhookDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final int MOST_AT_ONCE = 32;
    private static final int SHUFFLE_MILLIS = 500;

    private final ClerkState state;
    private final WebhookClient client;
    private final SwitchBoard switches;
    private final Clock clock;
    private final RetrySchedule schedule;
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE, true);
    private volatile boolean stopping;

    WebhookDispatcher(
            ClerkState state,
            WebhookClient client,
            SwitchBoard switches,
            EmulatorSettings settings,
            Clock clock) {
        this.state = state;
        this.client = client;
        this.switches = switches;
        this.clock = clock;
        this.schedule = new RetrySchedule(settings.retryScale());
    }

    @EventListener
    void onStart(ServerStartupEvent event) {
        state.listen(this::accept);
        List<Message> left = state.messages().stream().filter(Message::undelivered).toList();
        long now = clock.millis();
        for (Message message : left) {
            step(
                    message.id(),
                    it -> client.hasTarget() ? it.as(Progress.PENDING) : it.as(Progress.DROPPED));
            schedule(message.id(), message.nextAttemptAt() - now);
        }
        LOG.info("event=webhooks_started waiting={} target={}", left.size(), client.hasTarget());
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }

    /** Lets go of what was held, in its old order. */
    public void release() {
        for (Message message : state.messages()) {
            if (message.progress() == Progress.HELD) {
                step(message.id(), it -> it.as(Progress.PENDING));
                schedule(message.id(), 0);
            }
        }
    }

    /** Sends the message once more, now, whatever became of it; empty if there is none. */
    public Optional<Sent> resend(String id) {
        return state.message(id)
                .map(
                        message -> {
                            Answer answer = client.send(id, bytes(message));
                            record(id, answer, false);
                            return new Sent(id, answer.status(), answer.body());
                        });
    }

    /** Signs and sends exactly these bytes, once, and keeps nothing. */
    public Sent send(String id, byte[] payload) {
        Answer answer = client.send(id, payload);
        return new Sent(id, answer.status(), answer.body());
    }

    public String newMessageId() {
        return Ids.next("msg_");
    }

    /** What the receiver answered; the status is 0 where it did not. */
    public record Sent(String id, int status, String body) {}

    private void accept(List<Message> messages) {
        Switches set = switches.get();
        for (Message message : messages) {
            if (set.drop() || !client.hasTarget()) {
                step(message.id(), it -> it.as(Progress.DROPPED));
            } else if (set.hold()) {
                hold(message.id());
            } else {
                int shuffled =
                        set.shuffle() ? ThreadLocalRandom.current().nextInt(SHUFFLE_MILLIS) : 0;
                schedule(message.id(), set.delayMillis() + shuffled);
            }
        }
    }

    private void schedule(String id, long delayMillis) {
        CompletableFuture.delayedExecutor(
                        Math.max(0, delayMillis),
                        TimeUnit.MILLISECONDS,
                        attempt -> Thread.ofVirtual().start(attempt))
                .execute(() -> attempt(id));
    }

    private void attempt(String id) {
        slots.acquireUninterruptibly();
        try {
            if (stopping) {
                return;
            }
            Optional<Message> message = state.message(id);
            if (message.isEmpty() || message.get().progress() != Progress.PENDING) {
                return;
            }
            if (switches.get().hold()) {
                hold(id);
                return;
            }
            byte[] body = bytes(message.get());
            Answer answer = client.send(id, body);
            record(id, answer, true);
            for (int copies = switches.get().duplicate();
                    copies > 0 && answer.succeeded();
                    copies--) {
                record(id, client.send(id, body), false);
            }
        } finally {
            slots.release();
        }
    }

    private void hold(String id) {
        step(id, it -> it.as(Progress.HELD));
        if (!switches.get().hold()) {
            release();
        }
    }

    private void record(String id, Answer answer, boolean retries) {
        Attempt attempt = new Attempt(answer.status(), clock.millis());
        Optional<Message> tried = step(id, it -> outcome(it.tried(attempt), answer, retries));
        if (answer.succeeded() || tried.isEmpty()) {
            return;
        }
        Message message = tried.get();
        LOG.info(
                "event=webhook_attempt_failed message={} type={} attempt={} status={} state={}",
                id,
                message.type(),
                message.attempts().size(),
                answer.status(),
                message.progress().label());
        if (retries && message.progress() == Progress.PENDING) {
            schedule(id, message.nextAttemptAt() - clock.millis());
        }
    }

    private Message outcome(Message message, Answer answer, boolean retries) {
        if (answer.succeeded()) {
            return message.as(Progress.DELIVERED);
        }
        if (!retries || message.progress() != Progress.PENDING) {
            return message;
        }
        return schedule.waitMillisAfter(message.attempts().size())
                .map(wait -> message.due(clock.millis() + wait))
                .orElseGet(() -> message.as(Progress.FAILED));
    }

    private Optional<Message> step(String id, UnaryOperator<Message> change) {
        return state.step(id, change);
    }

    private static byte[] bytes(Message message) {
        return message.payload().getBytes(StandardCharsets.UTF_8);
    }
}
