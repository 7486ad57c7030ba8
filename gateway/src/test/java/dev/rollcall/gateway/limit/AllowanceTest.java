package dev.rollcall.gateway.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    @Test
    void whatIsSpentIsSpentForThatKeyOnly() {
        Allowance allowance = new Allowance("user", 2);

        assertEquals(1, allowance.take("a").remaining());
        assertTrue(allowance.take("a").within());
        Spent over = allowance.take("a");

        assertFalse(over.within());
        assertTrue(over.seconds() >= 1 && over.seconds() <= 30, over::toString);
        assertTrue(allowance.take("b").within());
    }

    @Test
    void lookingCountsNothing() {
        Allowance allowance = new Allowance("failures", 1);

        assertFalse(allowance.isSpent("a"));
        assertFalse(allowance.isSpent("a"));
        allowance.take("a");

        assertTrue(allowance.isSpent("a"));
        assertFalse(allowance.spent("a").within());
        assertFalse(allowance.spent("b").within());
        assertTrue(allowance.take("b").within());
    }

    @Test
    void anIpv6CustomerIsOneAddress() {
        assertEquals(AddressKey.of("2001:db8:1:2::1"), AddressKey.of("2001:db8:1:2:ffff::9"));
        assertNotEquals(AddressKey.of("2001:db8:1:2::1"), AddressKey.of("2001:db8:1:3::1"));
        assertEquals("203.0.113.7", AddressKey.of("203.0.113.7"));
    }

    @Test
    void aSettingBelowZeroNamesItsVariable() {
        SettingsException refused =
                assertThrows(SettingsException.class, () -> new LimitConfiguration(1, 1, -1, 1));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("ROLLCALL_LIMIT_USER"));
    }
}
