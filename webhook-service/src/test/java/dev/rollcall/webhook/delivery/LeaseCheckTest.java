package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.contracts.start.SettingsException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseCheckTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(longs = {0, 9_999, 10_000})
    void aLeaseThatMayEndDuringTheCallIsRefused(long millis) {
        SettingsException refused =
                assertThrows(
                        SettingsException.class,
                        () -> LeaseCheck.check(Duration.ofMillis(millis), TIMEOUT));

        assertEquals(
                "ROLLCALL_WEBHOOK_LEASE is longer than ROLLCALL_IDENTITY_TIMEOUT",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {10_001, 30_000})
    void aLongerOneIsFine(long millis) {
        assertDoesNotThrow(() -> LeaseCheck.check(Duration.ofMillis(millis), TIMEOUT));
    }
}
