package dev.rollcall.acceptance.crash;

import dev.rollcall.testing.ClerkEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many webhooks at once, each of them three times, in no order, from eight senders; who is turned
 * away comes back until it is acknowledged.
 */
final class Burst {

    private static final int COPIES = 3;
    private static final int SENDERS = 8;
    private static final int MOST_TRIES = 60;
    private static final Duration TURNED_AWAY = Duration.ofSeconds(1);

    private static final String EXAMPLE_USER = "user_3jZQapSbKpCYgW3e56ue4XnhY01";
    private static final String CREATED = ClerkEvents.body("user.created");

    private final SignedPost post;

    Burst(SignedPost post) {
        this.post = post;
    }

    /** Sends them all; the message ids. */
    List<String> send(int messages) {
        List<String> ids = new ArrayList<>();
        List<Runnable> copies = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            String id = "msg_" + random();
            String body = CREATED.replace(EXAMPLE_USER, "user_" + random());
            ids.add(id);
            copies.addAll(Collections.nCopies(COPIES, () -> untilAcknowledged(id, body)));
        }
        Collections.shuffle(copies);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> sent = new ArrayList<>();
            copies.forEach(copy -> sent.add(senders.submit(copy)));
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return ids;
    }

    /** Sends one that the inbox takes and the mirror cannot use; its message id. */
    String sendPoison() {
        String id = "msg_" + random();
        untilAcknowledged(id, CREATED.replace('"' + EXAMPLE_USER + '"', "17"));
        return id;
    }

    private void untilAcknowledged(String id, String body) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (post.send(id, body).isOk()) {
                return;
            }
            try {
                Thread.sleep(TURNED_AWAY);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        throw new AssertionError(id + " was never acknowledged");
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
