package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SessionCapacityTest {

    @Test
    void aSmallHeapRemembersFewer() {
        assertEquals(15_000, SessionCapacity.within(150_000_000));
    }

    @Test
    void aLargeOneAsManyAsThereIsUseFor() {
        assertEquals(50_000, SessionCapacity.within(4_000_000_000L));
    }
}
