package dev.rollcall.identity.change;

import dev.rollcall.identity.mirror.SqlFaults;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has changes numbered right after this process commits them, and by a short poll for what other
 * copies committed or left behind; tells those who wait. One thread, which outlives every fault of
 * the database.
 */
@Singleton
class ChangeSequencerJob {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeSequencerJob.class);

    private final ChangeSequencer sequencer;
    private final ChangeSignal signal;
    private final FeedHead head;
    private final ChangeConfiguration configuration;
    private @Nullable Thread thread;

    ChangeSequencerJob(
            ChangeSequencer sequencer,
            ChangeSignal signal,
            FeedHead head,
            ChangeConfiguration configuration) {
        this.sequencer = sequencer;
        this.signal = signal;
        this.head = head;
        this.configuration = configuration;
    }

    @EventListener
    void start(ServerStartupEvent started) {
        thread = Thread.ofVirtual().name("change-sequencer").start(this::run);
    }

    @PreDestroy
    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        boolean away = false;
        try {
            while (true) {
                signal.await(configuration.interval());
                boolean turned = turn(away);
                away = !turned;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean turn(boolean knownAway) {
        try {
            head.advance(sequencer.turn());
            return true;
        } catch (Exception away) { // the transaction layer also throws SQLException unchecked
            if (!knownAway) {
                LOG.warn("event=changes.waiting cause={}", SqlFaults.describe(away));
            }
            return false;
        }
    }
}
