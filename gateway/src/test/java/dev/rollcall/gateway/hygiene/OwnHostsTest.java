package dev.rollcall.gateway.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnHostsTest {

    private static final OwnHosts HOSTS =
            OwnHosts.of("https://app.example.com:8443", "api.example.com, gateway");

    @ParameterizedTest
    @CsvSource({
        "app.example.com,true",
        "APP.example.com:443,true",
        "api.example.com,true",
        "gateway:8080,true",
        "localhost:8080,true",
        "127.0.0.1,true",
        "[::1]:8080,true",
        "example.com,false",
        "app.example.com.evil,false",
        "xapp.example.com,false",
        "evil.test:8080,false",
    })
    void servesItsNamesAndAddresses(String host, boolean served) {
        assertEquals(served, HOSTS.isServed(host));
    }

    @Test
    void withoutAnySettingEveryNameIsServed() {
        assertTrue(OwnHosts.of("", null).isServed("anything.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "http://a", "a:80", "*", "a/b"})
    void refusesWhatIsNoHostName(String setting) {
        assertThrows(SettingsException.class, () -> OwnHosts.of(null, setting));
    }
}
