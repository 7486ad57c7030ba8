package dev.rollcall.gateway.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is read by hand is what the grammar says. */
class HostHeaderPropertyTest {

    private static final Pattern GRAMMAR =
            Pattern.compile(
                    "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])"
                            + "(?::([1-9][0-9]{0,4}))?");

    @Property(tries = 20_000)
    void agreesWithTheGrammar(@ForAll("hosts") String value) {
        Matcher matcher = GRAMMAR.matcher(value);
        boolean host =
                matcher.matches()
                        && (matcher.group(1) == null
                                || Integer.parseInt(matcher.group(1)) <= 65_535);

        assertEquals(host, HostHeader.isHost(value), value);
    }

    @Provide
    Arbitrary<String> hosts() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "a",
                        "Z9",
                        "example",
                        ".",
                        "-",
                        ":",
                        ":",
                        "::",
                        "[",
                        "]",
                        "0",
                        "80",
                        "65535",
                        "65536",
                        "f",
                        "g",
                        "/",
                        " ",
                        "@",
                        "٣",
                        "é",
                        "a".repeat(45),
                        "a".repeat(250));
        return pieces.list().ofMaxSize(7).map(parts -> String.join("", parts));
    }
}
