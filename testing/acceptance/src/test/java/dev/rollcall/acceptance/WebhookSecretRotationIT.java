package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.acceptance.SteadyLoad.Client;
import dev.rollcall.contracts.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A7, of Clerk's webhook secret: both, then the new one alone, one process after the other. Two
 * gateways, each in front of a webhook-service of its own, and a sender that, like Clerk's, tries
 * again where it heard 503: none of its events is refused or lost.
 */
@Tag("long")
class WebhookSecretRotationIT {

    private static final String PATH = "/api/webhooks/clerk";
    private static final String SETTING = "CLERK_WEBHOOK_SIGNING_SECRET";

    /** Made up for this test. */
    private static final String NEW = "whsec_" + "dGVzdC1zZWNyZXQtdHdvLTAxMjM0NTY3ODk=";

    /** Between the sender's events, in ns. */
    private static final long PAUSE = 50_000_000;

    private static final RunningStack STACK = RunningStack.get();

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String userId = "user_rotation" + run;
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private volatile List<String> signing = List.of();

    @Test
    void a7TheWebhookSecretIsReplacedStepByStepAndNoEventIsRefused() throws InterruptedException {
        String old = STACK.secrets().webhookSecret();
        signing = List.of(old);
        try (SecondCopy webhook1 = SecondCopy.webhook(STACK, old);
                SecondCopy webhook2 = SecondCopy.webhook(STACK, old);
                SecondCopy gateway1 = gateway(webhook1);
                SecondCopy gateway2 = gateway(webhook2);
                ReadyBalancer balancer = new ReadyBalancer(List.of(gateway1, gateway2))) {
            List<SecondCopy> webhooks = List.of(webhook1, webhook2);
            List<Door> doors = List.of(gateway1.door(), gateway2.door());
            assertTaken(doors, old, NEW, 400);
            SteadyLoad load =
                    new SteadyLoad(
                            balancer,
                            List.of(new Client("webhook", 200, door -> deliver(door, doors))));

            restart(webhooks, NEW + ',' + old, load);
            assertTaken(doors, old, NEW, 200);

            signing = List.of(old, NEW);
            load.awaitMore();
            signing = List.of(NEW);
            load.awaitMore();

            restart(webhooks, NEW, load);
            assertTaken(doors, NEW, old, 400);
            assertEquals(List.of(), load.end());
        }

        assertEquals(accepted.size(), accepted.stream().distinct().count());
        await().atMost(BOUND).until(() -> settled().equals(Integer.toString(accepted.size())));
    }

    private static SecondCopy gateway(SecondCopy webhook) {
        return SecondCopy.gateway(STACK, Map.of("ROLLCALL_WEBHOOK_URL", webhook.door().base()));
    }

    private static void restart(List<SecondCopy> webhooks, String secrets, SteadyLoad load)
            throws InterruptedException {
        for (SecondCopy webhook : webhooks) {
            webhook.restart(Map.of(SETTING, secrets));
            load.awaitMore();
        }
    }

    /** That both take what the one secret signed, and what they say of the other. */
    private void assertTaken(List<Door> doors, String good, String other, int otherStatus) {
        for (Door door : doors) {
            Reply taken = post(door, newId(), List.of(good));
            Reply reply = post(door, newId(), List.of(other));

            assertEquals(200, taken.status(), taken.toString());
            assertEquals(otherStatus, reply.status(), reply.toString());
            if (otherStatus == 400) {
                assertEquals("signature_invalid", reply.code());
            }
        }
    }

    /** One event, as Clerk sends it: by the next door where this one has nobody behind it. */
    private Reply deliver(Door first, List<Door> doors) {
        LockSupport.parkNanos(PAUSE);
        String id = newId();
        List<Door> order = new ArrayList<>(List.of(first));
        doors.stream().filter(door -> door != first).forEach(order::add);
        Reply reply = post(first, id, signing);
        for (Door door : order) {
            if (reply.status() == 503) {
                reply = post(door, id, signing);
            }
        }
        return reply;
    }

    private Reply post(Door door, String id, List<String> secrets) {
        Instant now = Instant.now();
        String body = UserEvents.body("user.updated", userId, now.toEpochMilli(), "Rotating");
        String signatures =
                secrets.stream()
                        .map(
                                secret ->
                                        WebhookSignature.sign(
                                                WebhookSignature.secret(secret),
                                                id,
                                                now.getEpochSecond(),
                                                body.getBytes(StandardCharsets.UTF_8)))
                        .collect(Collectors.joining(" "));
        Reply reply =
                door.send(
                        "POST",
                        PATH,
                        Map.of(
                                "svix-id", id,
                                "svix-timestamp", Long.toString(now.getEpochSecond()),
                                "svix-signature", signatures),
                        body);
        if (reply.status() == 200) {
            accepted.add(id);
        }
        return reply;
    }

    private String newId() {
        return "msg_" + run + UUID.randomUUID().toString().replace("-", "");
    }

    /** One that is older than what the mirror has by then is ignored, which is right. */
    private String settled() {
        return STACK.value(
                "SELECT count(*) FROM webhook.inbox WHERE message_id LIKE ?"
                        + " AND state IN ('applied', 'ignored')",
                "msg_" + run + '%');
    }
}
