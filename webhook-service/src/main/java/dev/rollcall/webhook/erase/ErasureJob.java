package dev.rollcall.webhook.erase;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the payloads that waited for their delivery, in every copy. */
@Singleton
final class ErasureJob {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureJob.class);

    private final ErasureRepository repository;

    ErasureJob(ErasureRepository repository) {
        this.repository = repository;
    }

    @Scheduled(fixedDelay = "5s", initialDelay = "5s")
    void turn() {
        try {
            long erased = repository.clear(Optional.empty());
            if (erased > 0) {
                LOG.info("event=webhook.erased_later n={}", erased);
            }
        } catch (RuntimeException failed) {
            LOG.warn("event=webhook.erasure_waiting error={}", failed.getClass().getSimpleName());
        }
    }
}
