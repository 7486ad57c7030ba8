package dev.rollcall.acceptance.crash;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;

import dev.rollcall.acceptance.crash.FaultyWire.Mischief;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Does something bad to the database, or to the way to it, until it has shown. */
final class DatabaseFaults {

    private static final int UNAVAILABLE = 503;

    /** More than the volume holds. */
    private static final int MOST_SEGMENTS = 64;

    private final FaultyDatabase database;
    private final Faults faults;
    private final History history;

    DatabaseFaults(FaultyDatabase database, Faults faults, History history) {
        this.database = database;
        this.faults = faults;
        this.history = history;
    }

    /** SIGKILL to the server, which is started again at once. */
    void kill() {
        Instant from = Instant.now();
        database.kill();
        database.keepAlive();
        faults.recover("kill the database", from);
    }

    /** Each answer is two seconds late, for so long. */
    void slow(Duration time) {
        wire(Mischief.SLOW, () -> pause(time));
    }

    /** So many transactions take effect, and who asked for them loses the connection instead. */
    void unheardCommits(int cuts) {
        wire(Mischief.UNHEARD_COMMITS, () -> awaitHits(cuts));
    }

    /** So many connections break, whatever is being answered. */
    void resets(int resets) {
        wire(Mischief.RESETS, () -> awaitHits(resets));
    }

    /** No room on the volume until so many webhooks were turned away. */
    void full(int refusals) {
        full(refusals, volume -> {});
    }

    /** The same, and there is no room for PostgreSQL's log either: it ends, and starts in vain. */
    void fullLog(int refusals) {
        full(refusals, this::useUpLog);
    }

    private void full(int refusals, Consumer<SmallVolume> also) {
        SmallVolume volume = database.volume().orElseThrow();
        Instant from = Instant.now();
        try {
            volume.fill();
            also.accept(volume);
            await().atMost(BOUND)
                    .until(
                            () -> {
                                volume.fill();
                                return refusedSince(from) >= refusals;
                            });
        } finally {
            volume.free();
        }
        database.keepAlive();
        faults.recover("full volume", from);
    }

    private long refusedSince(Instant from) {
        return history.operations().stream()
                .filter(each -> each.act() == Act.WEBHOOK && each.to().isAfter(from))
                .filter(
                        each ->
                                each.outcome() instanceof Outcome.Failed failed
                                        && failed.status() == UNAVAILABLE)
                .count();
    }

    /** Until PostgreSQL finds no room for the next segment, which ends every connection. */
    private void useUpLog(SmallVolume volume) {
        try (Connection connection = database.direct().connect();
                Statement statement = connection.createStatement()) {
            for (int segment = 0; segment < MOST_SEGMENTS; segment++) {
                volume.fill();
                statement.execute("SELECT pg_logical_emit_message(true, 'test', 'x')");
                statement.execute("SELECT pg_switch_wal()");
            }
        } catch (SQLException ended) {
            return;
        }
        throw new AssertionError("there was room for " + MOST_SEGMENTS + " segments");
    }

    private void wire(Mischief mischief, Runnable until) {
        Instant from = Instant.now();
        try {
            database.wire().turn(mischief);
            until.run();
        } finally {
            database.wire().turn(Mischief.NONE);
        }
        faults.recover("wire " + mischief, from);
    }

    private void awaitHits(int hits) {
        await().atMost(BOUND).until(() -> database.wire().hits() >= hits);
    }

    private void pause(Duration time) {
        await().pollDelay(time).atMost(time.plus(BOUND)).until(() -> database.wire().hits() > 0);
    }
}
