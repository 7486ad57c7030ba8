package dev.rollcall.gateway.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.contracts.start.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

    private static final AllowedOrigins ORIGINS =
            AllowedOrigins.parse("https://app.example.test, http://localhost:3000");

    @Test
    void anOriginIsComparedAsAWhole() {
        assertEquals("http://localhost:3000", ORIGINS.permitted("http://localhost:3000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "*",
                "",
                "https://evil.test",
                "https://app.example.test.evil",
                "https://xapp.example.test",
                "http://app.example.test",
                "https://app.example.test:443",
                "HTTPS://APP.EXAMPLE.TEST",
                "https://app.example.test/",
            })
    void nothingElseIsPermitted(String origin) {
        assertNull(ORIGINS.permitted(origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "null", "app.example.test", "https://a.test/", "https://*.a.test"})
    void refusesWhatIsNoOrigin(String setting) {
        assertThrows(SettingsException.class, () -> AllowedOrigins.parse(setting));
    }
}
