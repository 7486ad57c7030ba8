package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Clients that ask through a balancer without end, one for each kind of request: a load, and not
 * all that the machine can bear. Any other answer than the one a client wants is a fault.
 */
final class SteadyLoad {

    /** Between a client's requests, in ns. */
    private static final long PAUSE = 5_000_000;

    /** What one client asks over and over, and the only status that is right. */
    record Client(String name, int wanted, Function<Door, Reply> ask) {

        /** Of somebody signed in. */
        static Client get(String path, String token) {
            return new Client("GET " + path, 200, door -> door.get(path, token));
        }
    }

    private record Running(Client client, AtomicInteger answers, Thread thread) {}

    private final ReadyBalancer balancer;
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<Running> clients;
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean over;

    SteadyLoad(ReadyBalancer balancer, List<Client> clients) {
        this.balancer = balancer;
        this.clients = clients.stream().map(this::start).toList();
    }

    /** Until each client has been answered some more times, rightly or not. */
    void awaitMore() {
        List<Integer> before = clients.stream().map(it -> it.answers().get()).toList();
        await().atMost(BOUND)
                .until(
                        () -> {
                            for (int i = 0; i < before.size(); i++) {
                                if (clients.get(i).answers().get() < before.get(i) + 5) {
                                    return false;
                                }
                            }
                            return true;
                        });
    }

    /** Ends it; what went wrong. */
    List<String> end() throws InterruptedException {
        over = true;
        for (Running running : clients) {
            running.thread().join();
            System.out.printf(
                    "load %s: %d answers%n", running.client().name(), running.answers().get());
        }
        System.out.printf("load: nobody waited for longer than %d ms%n", longest.get());
        return List.copyOf(faults);
    }

    private Running start(Client client) {
        AtomicInteger answers = new AtomicInteger();
        return new Running(client, answers, Thread.ofVirtual().start(() -> askOn(client, answers)));
    }

    private void askOn(Client client, AtomicInteger answers) {
        while (!over) {
            long from = System.nanoTime();
            try {
                Reply reply = client.ask().apply(balancer.next());
                if (reply.status() != client.wanted()) {
                    faults.add(client.name() + ": " + reply);
                }
            } catch (AssertionError lost) {
                faults.add(client.name() + ": " + lost);
            }
            longest.accumulateAndGet((System.nanoTime() - from) / 1_000_000, Math::max);
            answers.incrementAndGet();
            LockSupport.parkNanos(PAUSE);
        }
    }
}
