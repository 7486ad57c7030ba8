package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rollcall.acceptance.Emulator.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * S1 and S5: the first authenticated request finds the local user, whatever has not arrived yet.
 */
class FirstRequestIT {

    private final RunningStack stack = RunningStack.get();

    @BeforeEach
    void holdWebhooks() {
        stack.clerk().switches(Map.of("hold", true));
    }

    @AfterEach
    void releaseAll() {
        stack.clerk().switches(Map.of("hold", false, "apiOutage", false));
    }

    @Test
    void s1TheWebhookHasNotArrived() {
        Person person = stack.newPerson();

        Reply reply = stack.gateway().get("/api/auth/profile", person.token());

        assertEquals(200, reply.status(), reply.toString());
        assertEquals(person.userId(), reply.json().at("/user/clerkId").asText());
        assertEquals("active", reply.json().at("/user/syncStatus").asText());
        assertNotEquals("", reply.json().at("/user/id").asText());
        assertEquals(1, reply.json().path("orgs").size());
    }

    @Test
    void s1NeitherWebhookNorClerkItselfAnswers() {
        Person person = stack.newPerson();
        stack.clerk().switches(Map.of("apiOutage", true));

        Reply pending = stack.gateway().get("/api/auth/profile", person.token());
        stack.clerk().switches(Map.of("apiOutage", false));

        assertEquals(200, pending.status(), pending.toString());
        assertEquals("pending", pending.json().at("/user/syncStatus").asText());
        await().atMost(BOUND).until(() -> stack.user(person, "sync_status").equals("active"));
    }

    @Test
    void s5TwoHundredFirstRequestsAtTwoCopiesOfIdentityMakeOneRow()
            throws ExecutionException, InterruptedException {
        Person person = stack.newPerson();
        List<Future<Reply>> replies = new ArrayList<>();

        try (SecondCopy identity = SecondCopy.identity(stack);
                SecondCopy gateway =
                        SecondCopy.gateway(
                                stack, Map.of("ROLLCALL_IDENTITY_URL", identity.door().base()));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                Door door = i % 2 == 0 ? stack.gateway() : gateway.door();
                replies.add(threads.submit(() -> door.get("/api/auth/profile", person.token())));
            }
            threads.shutdown();
            threads.awaitTermination(BOUND.toSeconds(), TimeUnit.SECONDS);
        }

        for (Future<Reply> reply : replies) {
            assertEquals(200, reply.get().status(), reply.get().toString());
        }
        assertEquals("1", stack.user(person, "count(*)"));
    }
}
