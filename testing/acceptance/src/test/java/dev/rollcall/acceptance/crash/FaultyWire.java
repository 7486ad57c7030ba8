package dev.rollcall.acceptance.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire to PostgreSQL that can be made to misbehave: it then answers late, or it breaks, at random
 * or exactly where a COMMIT is answered. Broken is a reset to both ends. Thread-safe.
 */
final class FaultyWire implements AutoCloseable {

    /** What the wire does beside passing bytes on. */
    enum Mischief {
        NONE,
        /** Each answer comes {@link #LATE} later. */
        SLOW,
        /** Every third transaction commits, and whoever asked for it does not hear so. */
        UNHEARD_COMMITS,
        /** One answer in twenty breaks the wire instead. */
        RESETS
    }

    static final Duration LATE = Duration.ofSeconds(2);

    /** CommandComplete with the tag COMMIT (PostgreSQL's protocol 3, message formats). */
    private static final byte[] COMMITTED =
            "C\0\0\0\013COMMIT\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int COMMITS_TO_A_CUT = 3;
    private static final int ANSWERS_TO_A_RESET = 20;

    private final int upstream;
    private final ServerSocket door;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();
    private volatile Mischief mischief = Mischief.NONE;

    private FaultyWire(int upstream, ServerSocket door) {
        this.upstream = upstream;
        this.door = door;
    }

    /** Listens on a free port of the loopback. */
    static FaultyWire to(int upstream) {
        try {
            ServerSocket door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            FaultyWire wire = new FaultyWire(upstream, door);
            Thread.ofVirtual().name("wire").start(wire::accept);
            return wire;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** For connections that exist, too. */
    void turn(Mischief to) {
        hits.set(0);
        mischief = to;
    }

    /** How many answers it has spoilt since it was turned. */
    int hits() {
        return hits.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                // the loop looks whether it was meant
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread questions = Thread.ofVirtual().start(() -> pass(client, server, false));
            pass(server, client, true);
            questions.join();
        } catch (IOException away) {
            // both are closed, as if there were no wire
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends with both ends closed. */
    private void pass(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (answers && isToBreak(buffer, length)) {
                    hits.incrementAndGet();
                    to.setSoLinger(true, 0);
                    from.setSoLinger(true, 0);
                    return;
                }
                if (answers && mischief == Mischief.SLOW) {
                    hits.incrementAndGet();
                    Thread.sleep(LATE);
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException broken) {
            // the other direction ends too
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isToBreak(byte[] buffer, int length) {
        return switch (mischief) {
            case NONE, SLOW -> false;
            case UNHEARD_COMMITS ->
                    contains(buffer, length) && commits.incrementAndGet() % COMMITS_TO_A_CUT == 0;
            case RESETS -> ThreadLocalRandom.current().nextInt(ANSWERS_TO_A_RESET) == 0;
        };
    }

    private static boolean contains(byte[] buffer, int length) {
        for (int i = 0; i + COMMITTED.length <= length; i++) {
            if (Arrays.equals(buffer, i, i + COMMITTED.length, COMMITTED, 0, COMMITTED.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
