package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.token.CallerTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** identity-service before a Clerk that tests fill, and an administrator who reconciles. */
final class Reconciliation implements AutoCloseable {

    final ClerkDirectory clerk = new ClerkDirectory();
    final RunningIdentity identity = start(Map.of());
    final AdminCalls admin = new AdminCalls(identity);

    private long lastSecond;

    RunningIdentity start(Map<String, Object> settings) {
        RunningIdentity started = new RunningIdentity(configured(settings));
        started.clerk.answer(clerk);
        return started;
    }

    RunningIdentity another() {
        RunningIdentity next = identity.another(configured(Map.of()));
        next.clerk.answer(clerk);
        return next;
    }

    static Map<String, Object> configured(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("rollcall.clerk.publishable-key", ClerkDirectory.PUBLISHABLE_KEY);
        return all;
    }

    void fill(int people) {
        for (int i = 0; i < people; i++) {
            clerk.user(ClerkDirectory.userId(i), "P" + i, ClerkDirectory.CREATED);
        }
    }

    void fillWithStrangers() {
        for (int i = 0; i < 3; i++) {
            clerk.remove(ClerkDirectory.userId(i));
            clerk.user("user_stranger" + i, "S" + i, ClerkDirectory.CREATED);
        }
    }

    /**
     * Runs one to its end, or to its question; not within the second of the one before, for Clerk's
     * clock shows whole seconds and what was observed within one is no older.
     */
    AdminCalls.Answer reconcile(boolean dryRun) {
        await().atMost(BOUND).until(() -> Instant.now().getEpochSecond() > lastSecond + 1);
        AdminCalls.Answer started =
                admin.post(CallerTable.RECONCILIATION_RUNS, "{\"dryRun\":" + dryRun + "}");
        assertEquals(202, started.status());
        AdminCalls.Answer ended = over(started.text("id"));
        lastSecond = Instant.now().getEpochSecond();
        return ended;
    }

    AdminCalls.Answer over(String id) {
        await().atMost(BOUND).until(() -> !get(id).text("state").equals("running"));
        return get(id);
    }

    AdminCalls.Answer get(String id) {
        return admin.get(path(id));
    }

    static String path(String id) {
        return CallerTable.RECONCILIATION_RUNS + '/' + id;
    }

    static long number(AdminCalls.Answer run, String entity, String field) {
        for (int i = 0; i < 3; i++) {
            if (run.text("entities", i, "entity").equals(entity)) {
                return Long.parseLong(run.text("entities", i, field));
            }
        }
        return 0;
    }

    String count(String from) {
        return identity.value("SELECT count(*) FROM identity." + from);
    }

    String firstName(int number) {
        return identity.value(
                "SELECT first_name FROM identity.users WHERE clerk_id = '"
                        + ClerkDirectory.userId(number)
                        + "'");
    }

    static WireServer.Asked withLimit(WireServer.Asked asked, int limit) {
        return new WireServer.Asked(
                asked.method(),
                asked.path(),
                asked.query().replace("limit=500", "limit=" + limit),
                asked.body());
    }

    static String event(int number, String firstName) {
        long now = Instant.now().toEpochMilli();
        return """
        {"type":"user.updated","timestamp":%d,"data":{"id":"%s","first_name":"%s",
         "email_addresses":[],"public_metadata":{},"created_at":%d,"updated_at":%d}}
        """
                .formatted(
                        now, ClerkDirectory.userId(number), firstName, ClerkDirectory.CREATED, now);
    }

    @Override
    public void close() {
        identity.close();
    }
}
