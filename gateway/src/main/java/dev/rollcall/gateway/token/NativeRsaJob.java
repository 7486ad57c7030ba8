package dev.rollcall.gateway.token;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.security.Provider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves signatures to native code once the start is over, or says that the JDK goes on. */
@Singleton
final class NativeRsaJob {

    private static final Logger LOG = LoggerFactory.getLogger(NativeRsaJob.class);

    private final SessionKeys keys;

    NativeRsaJob(SessionKeys keys) {
        this.keys = keys;
    }

    @Scheduled(initialDelay = "2s")
    void load() {
        Optional<Provider> provider = NativeRsa.load();
        provider.ifPresent(keys::computeBy);
        LOG.info("event=token_keys.provider native={}", provider.isPresent());
    }
}
