package dev.rollcall.gateway.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer counts for {@link #FRESH} from when it came: however many want to know,
 * it is asked once at a time, by one of them, and the others wait for that answer, as long as
 * whoever is asked may take. Thread safe.
 */
final class LatestStatus {

    static final Duration FRESH = Duration.ofSeconds(1);

    private record Answer(boolean up, Instant at) {}

    private final BooleanSupplier question;
    private final Clock clock;
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> asking =
            new AtomicReference<>();
    private volatile @Nullable Answer last;

    LatestStatus(BooleanSupplier question, Clock clock) {
        this.question = question;
        this.clock = clock;
    }

    /** May wait; a question that throws is answered with false to whoever waits. */
    boolean isUp() {
        Answer known = fresh();
        if (known != null) {
            return known.up();
        }
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> other = asking.compareAndExchange(null, mine);
        return other == null ? ask(mine) : other.join();
    }

    private @Nullable Answer fresh() {
        Answer known = last;
        return known != null && clock.instant().isBefore(known.at().plus(FRESH)) ? known : null;
    }

    private boolean ask(CompletableFuture<Boolean> mine) {
        boolean up = false;
        try {
            Answer justCome = fresh();
            up = justCome == null ? question.getAsBoolean() : justCome.up();
            if (justCome == null) {
                last = new Answer(up, clock.instant());
            }
            return up;
        } finally {
            asking.set(null);
            var _ = mine.complete(up);
        }
    }
}
