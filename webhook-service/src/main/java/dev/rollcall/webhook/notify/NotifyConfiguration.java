package dev.rollcall.webhook.notify;

import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.webhook.outgoing.TargetUrl;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.util.Optional;

/**
 * Where notices go and when there is something to tell.
 *
 * @param url takes Slack's JSON; the host that is named may be a private one; empty: nobody is told
 * @param secret signs what is sent, {@code whsec_...}; empty: unsigned
 * @param silence no event for so long is worth a notice; zero: never
 * @param backlog so old an undelivered event is worth one
 * @param period in which one notice of a kind is enough
 */
@Context
@ConfigurationProperties("rollcall.webhook.notify")
record NotifyConfiguration(
        String url, String secret, Duration silence, Duration backlog, Duration period) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    NotifyConfiguration {
        if (!url.isBlank()) {
            TargetUrl.parse("ROLLCALL_NOTIFY_URL", url.strip(), true);
        }
        if (!secret.isBlank()) {
            key(secret);
        }
        if (period.compareTo(SHORTEST) < 0) {
            throw new SettingsException("ROLLCALL_NOTIFY_PERIOD is at least a minute");
        }
        if (silence.isNegative()) {
            throw new SettingsException("ROLLCALL_NOTIFY_SILENCE is not negative");
        }
        if (!backlog.isPositive()) {
            throw new SettingsException("ROLLCALL_NOTIFY_BACKLOG is positive");
        }
    }

    /** Empty if nobody is to be told. */
    Optional<TargetUrl> target() {
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(TargetUrl.parse("ROLLCALL_NOTIFY_URL", url.strip(), true));
    }

    Optional<byte[]> key() {
        return secret.isBlank() ? Optional.empty() : Optional.of(key(secret));
    }

    private static byte[] key(String secret) {
        try {
            return WebhookSignature.secret(secret.strip());
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("ROLLCALL_NOTIFY_SECRET: " + wrong.getMessage());
        }
    }

    /** The address of a chat is a secret. */
    @Override
    public String toString() {
        return "NotifyConfiguration[]";
    }
}
