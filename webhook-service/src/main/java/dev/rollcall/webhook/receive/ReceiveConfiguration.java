package dev.rollcall.webhook.receive;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What is accepted at the door.
 *
 * @param secrets Clerk's signing secrets, comma-separated while rotating
 * @param tolerance how far a timestamp may be off, both ways
 */
@ConfigurationProperties("rollcall.webhook")
record ReceiveConfiguration(String secrets, Duration tolerance) {

    @Override
    public String toString() {
        return "ReceiveConfiguration[" + tolerance + ']';
    }
}
