package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchesTest {

    @Test
    void makesNoBatchOfNothing() {
        assertEquals(List.of(), Batches.split(List.of(), 10));
    }

    @Test
    void fillsABatchUpToTheLimit() {
        assertEquals(List.of(List.of(5, 5), List.of(6)), sizes(5, 5, 6));
    }

    @Test
    void sendsALargerEventAlone() {
        assertEquals(List.of(List.of(1), List.of(30), List.of(2)), sizes(1, 30, 2));
    }

    private static List<List<Integer>> sizes(int... lengths) {
        List<LeasedEvent> events = IntStream.of(lengths).mapToObj(BatchesTest::event).toList();
        return Batches.split(events, 10).stream()
                .map(batch -> batch.stream().map(event -> event.payload().length()).toList())
                .toList();
    }

    private static LeasedEvent event(int length) {
        return new LeasedEvent("msg_1", "a", Instant.EPOCH, "x".repeat(length), 0, 1, null);
    }
}
