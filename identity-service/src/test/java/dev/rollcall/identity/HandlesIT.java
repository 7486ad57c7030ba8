package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.personal.PersonName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** S7: names that collide get a suffix, without a race; a name once given stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandlesIT {

    private static final int NAMESAKES = 40;

    private RunningIdentity identity;

    @BeforeAll
    void start() {
        identity = new RunningIdentity(Map.of());
    }

    @AfterAll
    void stop() {
        identity.close();
    }

    @Test
    void namesakesWhoComeAtOnceEachGetAHandleOfTheirOwn()
            throws ExecutionException, InterruptedException {
        List<Future<?>> arrivals = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < NAMESAKES; i++) {
                String id = "user_sam" + i;
                arrivals.add(threads.submit(() -> identity.applyAll(List.of(created(id, "Sam")))));
            }
        }
        for (Future<?> arrival : arrivals) {
            arrival.get();
        }

        assertEquals("" + NAMESAKES, count("handle LIKE 'sam-%' OR handle = 'sam'"));
        assertEquals("1", count("handle = 'sam'"));
        assertEquals("" + (NAMESAKES - 1), count("handle ~ '^sam-[0-9a-f]{6}$'"));
    }

    @Test
    void namesakesInOneBatchToo() {
        identity.applyAll(
                List.of(
                        created("user_kim1", "Kim"),
                        created("user_kim2", "Kim"),
                        created("user_kim3", "Kim")));

        assertEquals("3", count("handle LIKE 'kim%'"));
        assertEquals("1", count("handle = 'kim'"));
    }

    @Test
    void aNameOnceGivenStays() {
        identity.applyAll(List.of(created("user_old", "Before")));

        identity.applyAll(
                List.of(
                        Bodies.event(
                                "user.updated", Bodies.user("user_old", "After", 5000), 5001)));

        assertEquals("before", handle("user_old"));
        assertEquals(
                "After",
                identity.value(
                        "SELECT first_name FROM identity.users WHERE clerk_id = 'user_old'"));
    }

    @Test
    void theHandleOfADeletedPersonIsForgottenAndGivenToNobody() {
        identity.applyAll(List.of(created("user_first", "Unique")));
        identity.applyAll(
                List.of(Bodies.event("user.deleted", Bodies.deleted("user_first"), 6000)));

        identity.applyAll(List.of(created("user_second", "Unique")));

        assertEquals("0", count("handle = 'unique'"));
        assertEquals("unique-", handle("user_second").substring(0, 7));
    }

    @Test
    void theProfileCarriesIt() {
        identity.applyAll(List.of(created("user_shown", "Shown")));

        PersonName handle = identity.resolve("user_shown", null, false).user().handle();

        assertEquals(new PersonName("shown"), handle);
    }

    private static EventDelivery created(String id, String name) {
        return Bodies.event("user.created", Bodies.user(id, name, 0), 1);
    }

    private String handle(String clerkId) {
        return identity.value(
                "SELECT h.handle FROM identity.handles h JOIN identity.users u ON u.id = h.user_id"
                        + " WHERE u.clerk_id = '"
                        + clerkId
                        + "'");
    }

    private String count(String condition) {
        return identity.value("SELECT count(*) FROM identity.handles WHERE " + condition);
    }
}
