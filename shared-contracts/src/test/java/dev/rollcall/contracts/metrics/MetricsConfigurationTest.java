package dev.rollcall.contracts.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import org.junit.jupiter.api.Test;

class MetricsConfigurationTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void withoutATokenNobodyMayRead() {
        MetricsConfiguration none = new MetricsConfiguration(" ");

        assertFalse(none.isOn());
        assertFalse(none.isToken(""));
        assertFalse(none.isAuthorized("Bearer "));
    }

    @Test
    void knowsItsToken() {
        MetricsConfiguration configuration = new MetricsConfiguration(TOKEN + '\n');

        assertTrue(configuration.isToken(TOKEN));
        assertFalse(configuration.isToken(TOKEN + 'x'));
        assertFalse(configuration.isToken(""));
    }

    @Test
    void authorizesItsTokenAsABearersOnly() {
        MetricsConfiguration configuration = new MetricsConfiguration(TOKEN);

        assertTrue(configuration.isAuthorized("Bearer " + TOKEN));
        assertFalse(configuration.isAuthorized(TOKEN));
        assertFalse(configuration.isAuthorized("Basic " + TOKEN));
        assertFalse(configuration.isAuthorized("Bearer " + TOKEN + 'x'));
        assertFalse(configuration.isAuthorized(""));
    }

    @Test
    void aShortTokenIsRefusedByTheNameOfItsVariableWithoutItsValue() {
        SettingsException refused =
                assertThrows(SettingsException.class, () -> new MetricsConfiguration("secret"));

        assertEquals(
                "ROLLCALL_METRICS_TOKEN has at least 32 characters: openssl rand -hex 32",
                refused.getMessage());
    }

    @Test
    void printsNoToken() {
        assertFalse(new MetricsConfiguration(TOKEN).toString().contains(TOKEN));
    }
}
