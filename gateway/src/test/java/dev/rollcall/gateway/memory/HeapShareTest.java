package dev.rollcall.gateway.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeapShareTest {

    @Test
    void aSmallHeapHoldsLess() {
        assertEquals(11_666, HeapShare.sessions(140_000_000));
        assertEquals(10_769, HeapShare.buckets(140_000_000));
    }

    @Test
    void aLargeOneHoldsWhatThereIsUseFor() {
        assertEquals(50_000, HeapShare.sessions(4_000_000_000L));
        assertEquals(100_000, HeapShare.buckets(4_000_000_000L));
    }
}
