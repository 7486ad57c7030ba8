package dev.rollcall.gateway.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What passes hygiene means the same to everybody who reads it after us. */
class CanonicalTargetPropertyTest {

    @Property(tries = 20_000)
    void aCleanTargetReadsAsItIsWritten(@ForAll("targets") String target) {
        if (!RequestTarget.judge(target).equals(HygieneVerdict.CLEAN)) {
            return;
        }
        int mark = target.indexOf('?');
        URI uri = URI.create(target);

        assertEquals(mark < 0 ? target : target.substring(0, mark), uri.getRawPath());
        assertEquals(mark < 0 ? null : target.substring(mark + 1), uri.getRawQuery());
        assertEquals(uri.getRawPath(), uri.normalize().getRawPath());
        assertEquals(null, uri.getRawAuthority());
    }

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "/",
                        "/",
                        "/",
                        "a",
                        "admin",
                        "api",
                        ".",
                        "..",
                        "%",
                        "%2F",
                        "%2e",
                        "%C3%A9",
                        "%C3",
                        "%41",
                        ";",
                        "\\",
                        "?",
                        "#",
                        "//",
                        ":",
                        "@",
                        "=",
                        "&",
                        "+",
                        " ",
                        "\u00e9",
                        "\0",
                        "é",
                        "*",
                        "~",
                        "(",
                        "'",
                        "%00",
                        "%252F",
                        "http:",
                        "%EF%BC%8F");
        return pieces.list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(list -> String.join("", list))
                .flatMap(text -> Arbitraries.of(text, '/' + text));
    }
}
