package dev.rollcall.webhook.notify;

import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.webhook.outgoing.GuardedPost;
import dev.rollcall.webhook.outgoing.PostOutcome;
import dev.rollcall.webhook.outgoing.TargetUrl;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn: write down what is worth telling, once per kind and period, and send what is due. A
 * notice that is not taken is tried again, twelve times with growing pauses; a crash after sending
 * and before noting it sends it twice. Thread-safe.
 */
@Singleton
final class Notify {

    private static final Logger LOG = LoggerFactory.getLogger(Notify.class);
    private static final int MOST_ATTEMPTS = 12;
    private static final int LONGEST_SECONDS = 3600;

    private final NotifyConfiguration configuration;
    private final NoticeRepository notices;
    private final GuardedPost post;
    private final ObjectMapper json;
    private final Clock clock;

    Notify(
            NotifyConfiguration configuration,
            NoticeRepository notices,
            GuardedPost post,
            ObjectMapper json,
            Clock clock) {
        this.configuration = configuration;
        this.notices = notices;
        this.post = post;
        this.json = json;
        this.clock = clock;
    }

    void run() {
        Optional<TargetUrl> target = configuration.target();
        if (target.isEmpty()) {
            return;
        }
        double period = configuration.period().toSeconds();
        Situation situation = notices.getFigures(period).situation();
        NoticePolicy.notices(situation, configuration.silence(), configuration.backlog())
                .forEach(notice -> notices.append(notice.kind(), notice.text(), period));
        for (DueNotice notice : notices.lease()) {
            send(notice, target.get());
        }
        notices.deleteOld();
    }

    private void send(DueNotice notice, TargetUrl target) {
        byte[] body = body(notice);
        String id = "notice_" + notice.kind() + '_' + notice.periodEpoch();
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("webhook-id", id);
        configuration.key().ifPresent(key -> sign(headers, key, id, body));
        PostOutcome outcome = post.send(target, headers, body);
        String error = error(outcome);
        boolean last = notice.attempts() >= MOST_ATTEMPTS;
        String state = error.isEmpty() ? "sent" : last ? "failed" : "pending";
        double delay = Math.min(LONGEST_SECONDS, 5 << Math.min(notice.attempts(), 10));
        notices.settle(notice.kind(), notice.periodEpoch(), state, error, delay);
        if (error.isEmpty()) {
            LOG.info("event=notice.sent kind={}", notice.kind());
        } else {
            LOG.warn("event=notice.{} kind={} error={}", state, notice.kind(), error);
        }
    }

    private void sign(Map<String, String> headers, byte[] key, String id, byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", WebhookSignature.sign(key, id, seconds, body));
    }

    private byte[] body(DueNotice notice) {
        try {
            return json.writeValueAsBytes(Map.of("text", notice.text()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text is always written", impossible);
        }
    }

    /** A stable word; empty if it was taken. */
    private static String error(PostOutcome outcome) {
        return switch (outcome) {
            case PostOutcome.Answered answered ->
                    answered.status() / 100 == 2 ? "" : "status_" + answered.status();
            case PostOutcome.Forbidden forbidden -> "address_forbidden";
            case PostOutcome.Failed failed -> failed.reason();
        };
    }
}
