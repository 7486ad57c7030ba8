package dev.rollcall.identity.sync;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When and why this copy last failed to fetch a person, for whoever asks for its health. */
@Singleton
public class SyncFailures {

    private static final Logger LOG = LoggerFactory.getLogger(SyncFailures.class);

    /** A failure as it is shown. */
    public record Failure(Instant at, String reason) {}

    private final AtomicReference<@Nullable Failure> last = new AtomicReference<>();
    private final Clock clock;

    SyncFailures(Clock clock) {
        this.clock = clock;
    }

    void note(String reason) {
        last.set(new Failure(clock.instant(), reason));
        LOG.warn("event=sync.failed reason={}", reason);
    }

    public Optional<Failure> last() {
        return Optional.ofNullable(last.get());
    }
}
