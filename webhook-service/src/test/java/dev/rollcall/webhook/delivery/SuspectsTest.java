package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuspectsTest {

    private final Suspects suspects = new Suspects();

    @Test
    void everyEventOfABatchIsOneUntilItIsSettled() {
        suspects.add(List.of(event(1), event(2)));

        suspects.remove(event(1));

        assertFalse(suspects.has(event(1)));
        assertTrue(suspects.has(event(2)));
        assertFalse(suspects.has(event(3)));
    }

    @Test
    void theOldestAreForgottenFirst() {
        suspects.add(
                IntStream.rangeClosed(0, Suspects.MOST).mapToObj(SuspectsTest::event).toList());

        assertFalse(suspects.has(event(0)));
        assertTrue(suspects.has(event(1)));
        assertTrue(suspects.has(event(Suspects.MOST)));
    }

    private static LeasedEvent event(int n) {
        return new LeasedEvent("msg_" + n, "user.created", Instant.EPOCH, "{}", 0, 1, null);
    }
}
