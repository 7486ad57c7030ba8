package dev.rollcall.gateway.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionConfigurationTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aloneThereAreNoOthers() {
        assertEquals(List.of(), peers(null));
        assertEquals(List.of(), peers(""));
    }

    @Test
    void readsTheAddressesOfTheOthers() {
        assertEquals(
                List.of(URI.create("http://10.0.0.2:8080"), URI.create("https://gateway-2")),
                peers("http://10.0.0.2:8080, https://gateway-2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.2:8080",
                "ftp://10.0.0.2",
                "http://10.0.0.2/",
                "http://10.0.0.2/api",
                "http://a@10.0.0.2",
                "http://10.0.0.2?x",
                "http:// 10.0.0.2",
                "http:"
            })
    void refusesAnythingElse(String address) {
        SettingsException refused = assertThrows(SettingsException.class, () -> peers(address));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("ROLLCALL_GATEWAY_PEERS"));
    }

    @Test
    void refusesSizesAndAgesOutOfBounds() {
        for (int keep : new int[] {-1, 100_001}) {
            assertThrows(
                    SettingsException.class, () -> new DecisionConfiguration(keep, HOUR, null));
        }
        for (Duration age : List.of(Duration.ZERO, Duration.ofHours(25))) {
            assertThrows(SettingsException.class, () -> new DecisionConfiguration(1, age, null));
        }
    }

    private static List<URI> peers(@Nullable String text) {
        return new DecisionConfiguration(1, HOUR, text).copies();
    }
}
