package dev.rollcall.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeedConfigurationTest {

    @Test
    void aTokenIsForgottenBeforeWhatRevokedIt() {
        assertEquals(Duration.ofMinutes(59), with(Duration.ofHours(1)).longestToken());
    }

    @Test
    void clerksOwnTokensAlwaysCount() {
        assertEquals(Duration.ofSeconds(60), with(Duration.ofMinutes(2)).longestToken());

        SettingsException refused =
                assertThrows(SettingsException.class, () -> with(Duration.ofSeconds(119)));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("ROLLCALL_TOKEN_LIFETIME"));
    }

    private static FeedConfiguration with(Duration tokenLifetime) {
        return new FeedConfiguration(
                Duration.ofSeconds(2),
                tokenLifetime,
                Duration.ofSeconds(30),
                Duration.ofSeconds(2));
    }
}
