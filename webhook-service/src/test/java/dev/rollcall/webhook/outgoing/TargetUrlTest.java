package dev.rollcall.webhook.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetUrlTest {

    @Test
    void aUrlIsTakenApart() {
        TargetUrl url = TargetUrl.parse("X_URL", "https://[2606:4700::1]:8443/a?b=c", false);

        assertEquals(new TargetUrl(true, "2606:4700::1", 8443, "/a?b=c", false), url);
        assertEquals("https://[2606:4700::1]:8443", url.toString());
        assertEquals("example.com", TargetUrl.parse("X", "https://example.com", false).authority());
        assertEquals("/", TargetUrl.parse("X", "https://example.com", false).target());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "ftp://example.com/",
                "example.com",
                "https://",
                "https:///x",
                "https://user@example.com/",
                "https://a:b@example.com/",
                "https://example.com/#f",
                "https://exa mple.com/",
                "https://example.com/\r\nX: y",
                "https://exämple.com/",
                "file:///etc/passwd",
                "https://example.com:99999999999/"
            })
    void anythingElseIsRefusedByNameAndNotRepeated(String text) {
        SettingsException fault =
                assertThrows(SettingsException.class, () -> TargetUrl.parse("X_URL", text, false));

        String told = String.valueOf(fault.getMessage());
        assertTrue(told.startsWith("X_URL "), told);
        assertFalse(told.contains("example.com"), told);
    }

    @Test
    void httpIsForPrivateAddresses() {
        assertEquals(
                "http://127.0.0.1:8080",
                TargetUrl.parse("X_URL", "http://127.0.0.1:8080/x?token=y", true).toString());
    }
}
