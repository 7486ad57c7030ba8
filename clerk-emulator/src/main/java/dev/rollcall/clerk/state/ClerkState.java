package dev.rollcall.clerk.state;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Change.Caller;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of the Clerk instance. A change returns once it is in the file; changes that come while
 * the file is written share the next write. What a delivery did is written soon, and nobody waits
 * for it: a crash in between only repeats the delivery. Thread-safe.
 */
public final class ClerkState implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClerkState.class);
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition written = lock.newCondition();
    private final Tables tables = new Tables();
    private final MessageLog messages = new MessageLog();
    private final StateFile file;
    private final boolean isNew;
    private final Clock clock;
    private final String instanceId;
    private final String signingKey;
    private final Thread writer;
    private Consumer<List<Message>> listener = nobody -> {};
    private long lastNow;
    private long changes;
    private long attempted;
    private long durable;
    private boolean wantedSoon;
    private boolean closing;
    private boolean closed;

    ClerkState(StateFile file, Snapshot snapshot, boolean isNew, Clock clock) {
        this.file = file;
        this.isNew = isNew;
        this.clock = clock;
        this.instanceId = snapshot.instanceId();
        this.signingKey = snapshot.signingKey();
        snapshot.rows().forEach((kind, rows) -> rows.forEach(row -> tables.put(kind, row)));
        snapshot.messages().forEach(it -> messages.put(Message.from(it)));
        this.writer = Thread.ofPlatform().daemon().name("clerk-state").start(this::writeAlways);
    }

    /**
     * Whether there was no file: nothing is in the state, and nothing is written before a change.
     */
    public boolean isNew() {
        return isNew;
    }

    public String instanceId() {
        return instanceId;
    }

    /** The private JWK as JSON text. */
    public String signingKey() {
        return signingKey;
    }

    /** Who hears of the messages of each change, in the changing thread, once they are durable. */
    public void listen(Consumer<List<Message>> newListener) {
        lock.lock();
        try {
            listener = newListener;
        } finally {
            lock.unlock();
        }
    }

    public <T> T read(Function<Tables, T> question) {
        lock.lock();
        try {
            return question.apply(tables);
        } finally {
            lock.unlock();
        }
    }

    public <T> T change(Function<Change, T> action) {
        return change(Caller.SERVER, action);
    }

    /**
     * Returns what the action returned, once the change is in the file.
     *
     * @throws StateRefusedException if too many messages wait, or the file cannot be written
     */
    public <T> T change(Caller caller, Function<Change, T> action) {
        T result;
        List<Message> emitted;
        Consumer<List<Message>> hears;
        lock.lock();
        try {
            if (messages.isFull()) {
                throw new StateRefusedException(
                        "undelivered_webhooks",
                        MessageLog.MOST_UNDELIVERED + " webhooks wait for their delivery.");
            }
            lastNow = Math.max(clock.millis(), lastNow + 1);
            Change change = new Change(tables, instanceId, lastNow, caller);
            result = action.apply(change);
            emitted = change.emitted();
            emitted.forEach(messages::put);
            hears = listener;
            long mine = ++changes;
            wanted.signal();
            while (attempted < mine && !closed) {
                written.awaitUninterruptibly();
            }
            if (durable < mine) {
                throw new StateRefusedException(
                        "state_not_written", "The emulator cannot write its state file.");
            }
        } finally {
            lock.unlock();
        }
        hears.accept(emitted);
        return result;
    }

    public List<Message> messages() {
        lock.lock();
        try {
            return messages.list();
        } finally {
            lock.unlock();
        }
    }

    public Optional<Message> message(String id) {
        lock.lock();
        try {
            return messages.find(id);
        } finally {
            lock.unlock();
        }
    }

    /** Applies the step to the message, if it is still there, and returns what it became. */
    public Optional<Message> step(String id, UnaryOperator<Message> step) {
        lock.lock();
        try {
            Optional<Message> next = messages.find(id).map(step);
            next.ifPresent(messages::put);
            wantedSoon = true;
            wanted.signal();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void writeAlways() {
        boolean last = false;
        while (!last) {
            Snapshot snapshot;
            long upTo;
            lock.lock();
            try {
                awaitWork();
                last = closing;
                wantedSoon = false;
                upTo = changes;
                snapshot = snapshot();
            } finally {
                lock.unlock();
            }
            boolean succeeded = write(snapshot);
            lock.lock();
            try {
                attempted = upTo;
                durable = succeeded ? upTo : durable;
                closed = last;
                written.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void awaitWork() {
        long soon = SOON_NANOS;
        try {
            while (changes == attempted && !closing && !(wantedSoon && soon <= 0)) {
                if (wantedSoon) {
                    soon = wanted.awaitNanos(soon);
                } else {
                    wanted.await();
                }
            }
        } catch (InterruptedException nobodyInterrupts) {
            closing = true;
        }
    }

    private Snapshot snapshot() {
        Map<Kind, List<Document>> rows = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            rows.put(kind, new ArrayList<>(tables.all(kind)));
        }
        return new Snapshot(instanceId, signingKey, rows, messages.unfinished());
    }

    private boolean write(Snapshot snapshot) {
        try {
            file.write(snapshot);
            return true;
        } catch (IOException unwritable) {
            LOG.error("event=state_not_written reason={}", unwritable.getClass().getSimpleName());
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closing = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
        try {
            writer.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
