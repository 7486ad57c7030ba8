package dev.rollcall.gateway.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeapShareTest {

    @Test
    void aSmallHeapHoldsLess() {
        assertEquals(16_000, HeapShare.sessions(160_000_000));
        assertEquals(16_000, HeapShare.buckets(160_000_000));
    }

    @Test
    void aLargeOneHoldsWhatThereIsUseFor() {
        assertEquals(50_000, HeapShare.sessions(4_000_000_000L));
        assertEquals(100_000, HeapShare.buckets(4_000_000_000L));
    }
}
