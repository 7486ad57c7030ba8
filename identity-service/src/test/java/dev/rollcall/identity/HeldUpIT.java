package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody holds rows in PostgreSQL, or makes a statement endless: neighbours do not wait. */
class HeldUpIT {

    private static final int MOST_CALLS = 100;

    private static final String ADA = "user_ada";

    private final RunningIdentity identity =
            new RunningIdentity(
                    Map.of(
                            "rollcall.sync.heal-interval",
                            "1h",
                            "micronaut.http.client.read-timeout",
                            "5m"));

    @AfterEach
    void stop() {
        identity.close();
    }

    @Test
    void onlyTheEventOfALockedRowIsBlocked() {
        identity.applyAll(List.of(Bodies.event("user.created", Bodies.user(ADA, "Ada", 0), 1)));
        EventDelivery locked = Bodies.event("user.updated", Bodies.user(ADA, "Eva", 5), 6);
        List<EventDelivery> batch = newcomers(20);
        batch.add(13, locked);
        identity.execute("BEGIN");
        identity.execute("SELECT id FROM identity.users WHERE clerk_id = 'user_ada' FOR UPDATE");

        List<EventDelivery> blocked = applyAll(batch, EventOutcome.Result.BLOCKED);

        assertEquals(List.of(locked), blocked);
        assertEquals("21", identity.value("SELECT count(*) FROM identity.users"));
        identity.execute("ROLLBACK");
        assertEquals(List.of(), applyAll(blocked, EventOutcome.Result.BLOCKED));
        assertEquals(
                "Eva",
                identity.value(
                        "SELECT first_name FROM identity.users WHERE clerk_id = 'user_ada'"));
    }

    @Test
    void onlyTheEventThatTakesForEverFails() {
        identity.execute(
                """
                CREATE FUNCTION identity.dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                  IF NEW.first_name = 'Eva' THEN PERFORM pg_sleep(600); END IF;
                  RETURN NEW;
                END $$;
                CREATE TRIGGER dawdle BEFORE INSERT ON identity.users
                  FOR EACH ROW EXECUTE FUNCTION identity.dawdle()
                """);
        EventDelivery endless = Bodies.event("user.created", Bodies.user(ADA, "Eva", 0), 1);
        List<EventDelivery> batch = newcomers(3);
        batch.add(1, endless);

        assertEquals(List.of(endless), applyAll(batch, EventOutcome.Result.FAILED));

        assertEquals("3", identity.value("SELECT count(*) FROM identity.users"));
    }

    /**
     * Those that were held up, all with the same result; what was not reached comes again, as
     * webhook-service sends it.
     */
    private List<EventDelivery> applyAll(List<EventDelivery> batch, EventOutcome.Result result) {
        List<EventDelivery> heldUp = new ArrayList<>();
        List<EventDelivery> left = batch;
        for (int calls = 0; !left.isEmpty(); calls++) {
            assertTrue(calls < MOST_CALLS, "the calls get on");
            List<EventOutcome> outcomes = identity.applyOnce(left);
            List<EventDelivery> untried = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                EventOutcome outcome = outcomes.get(i);
                switch (outcome.result()) {
                    case APPLIED -> {}
                    case BLOCKED, FAILED -> {
                        assertEquals(result, outcome.result());
                        assertEquals(outcome.retryable() ? "too_slow" : "blocked", outcome.code());
                        heldUp.add(left.get(i));
                    }
                    case UNTRIED -> untried.add(left.get(i));
                    case STALE, DUPLICATE, IGNORED -> fail("unexpected: " + outcome);
                }
            }
            left = untried;
        }
        return heldUp;
    }

    private static List<EventDelivery> newcomers(int count) {
        List<EventDelivery> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Bodies.event("user.created", Bodies.user("user_" + i, "New" + i, 0), 1));
        }
        return events;
    }
}
