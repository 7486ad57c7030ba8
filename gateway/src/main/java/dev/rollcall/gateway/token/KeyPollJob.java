package dev.rollcall.gateway.token;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Fetches the keys in the background, so that a rotation is known before its first token. */
@Singleton
final class KeyPollJob {

    private final SessionKeys keys;

    KeyPollJob(SessionKeys keys) {
        this.keys = keys;
    }

    @Scheduled(fixedDelay = "${rollcall.clerk.keys-poll}", initialDelay = "0s")
    void poll() {
        keys.refreshIfDue();
    }
}
