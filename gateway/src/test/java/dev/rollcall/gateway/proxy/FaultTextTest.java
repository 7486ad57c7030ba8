package dev.rollcall.gateway.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FaultTextTest {

    @Test
    void saysWhatAndWhereAndNothingThatWasSent() {
        Throwable fault =
                new IllegalStateException(
                        "x\r\nevent=forged ada@example.com", new IOException("Bearer eyJ"));

        String text = FaultText.of(fault);

        assertTrue(text.startsWith("IllegalStateException<IOException at="), text);
        assertTrue(text.contains(FaultTextTest.class.getName() + ':'), text);
        assertFalse(text.contains("ada") || text.contains("eyJ") || text.contains("forged"), text);
        assertEquals(1, text.lines().count());
    }

    @Test
    void manyCausesAreCutShort() {
        Throwable fault = new IOException();
        for (int n = 0; n < 1000; n++) {
            fault = new IllegalStateException(fault);
        }

        assertTrue(FaultText.of(fault).length() < 300);
    }
}
