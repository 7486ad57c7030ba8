package dev.rollcall.gateway.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {

    private static final String SOCKET = "10.0.0.9";

    @Test
    void countsFromTheSideOfTheProxies() {
        List<String> lines = List.of("6.6.6.6, 203.0.113.7", "10.0.0.1");

        assertEquals("10.0.0.1", ClientAddresses.behind(1, lines, SOCKET));
        assertEquals("203.0.113.7", ClientAddresses.behind(2, lines, SOCKET));
    }

    @Test
    void whoWentAroundTheProxiesIsWhoTheSocketSays() {
        assertEquals(SOCKET, ClientAddresses.behind(2, List.of("203.0.113.7"), SOCKET));
        assertEquals(SOCKET, ClientAddresses.behind(1, List.of(), SOCKET));
    }

    @Test
    void whatIsNoAddressDoesNotCount() {
        assertEquals(SOCKET, ClientAddresses.behind(1, List.of("unknown"), SOCKET));
        assertEquals(SOCKET, ClientAddresses.behind(1, List.of("1.2.3.4,"), SOCKET));
        assertEquals("2001:db8::1", ClientAddresses.behind(1, List.of("2001:db8::1"), SOCKET));
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:203.0.113.7, 203.0.113.7",
        "::FFFF:cb00:7107, 203.0.113.7",
        "[::ffff:203.0.113.7]:443, 203.0.113.7",
        "203.0.113.7:5678, 203.0.113.7",
        "[2001:db8::1]:5678, 2001:db8::1",
        "[2001:db8::1], 2001:db8::1",
        "2001:db8::1:5678, 2001:db8::1:5678",
        "203.0.113.7:, " + SOCKET,
        "203.0.113.7:x, " + SOCKET,
        "203.0.113.7:567890, " + SOCKET,
        "[203.0.113.7]:5678, " + SOCKET,
        "203.0.113:5678, " + SOCKET,
        "[2001:db8::1]x, " + SOCKET,
        "[2001:db8::1, " + SOCKET,
        "[[::1]]:1, " + SOCKET,
    })
    void anAddressCountsHoweverAProxyWritesIt(String entry, String address) {
        assertEquals(address, ClientAddresses.behind(1, List.of(entry), SOCKET));
    }
}
