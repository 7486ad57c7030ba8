package dev.rollcall.gateway.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.Fuzz;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;

/** Whoever reads a clean target anew, decoded as often as they like, reads no other path. */
class TargetFuzzTest {

    @Example
    void aCleanTargetHasOneReading() {
        assertTrue(Fuzz.run(targets(), TargetFuzzTest::check) > 0);
    }

    private static void check(String target) {
        if (!RequestTarget.judge(target).equals(HygieneVerdict.CLEAN)) {
            return;
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        URI uri = URI.create(target);
        assertEquals(path, uri.getRawPath());
        assertEquals(path, uri.normalize().getRawPath());
        assertEquals(path, URI.create("http://upstream" + target).getRawPath());
        String decoded = path;
        for (int i = 0; i < 3; i++) {
            decoded = URLDecoder.decode(decoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            String compatible = Normalizer.normalize(decoded, Normalizer.Form.NFKC);
            assertEquals(decoded, compatible);
            assertEquals(segments(path), segments(decoded));
            assertFalse(decoded.matches(".*(//|/[.]{1,2}(/|$)|[\\\\;%#?\\p{Cntrl}]).*"), decoded);
        }
    }

    private static long segments(String path) {
        return path.chars().filter(c -> c == '/').count();
    }

    private static Arbitrary<String> targets() {
        Arbitrary<String> pieces =
                Arbitraries.oneOf(
                        Arbitraries.of(
                                "/",
                                "/",
                                "/",
                                "a",
                                "admin",
                                "api",
                                ".",
                                "..",
                                "%2F",
                                "%2e",
                                "%5C",
                                "%C3%A9",
                                "%c3%a9",
                                "%C3",
                                "%E2%80%A6",
                                "%EF%BC%8F",
                                "%EF%BC%8E",
                                "%E2%84%AA",
                                "%C0%AF",
                                "%252F",
                                "%00",
                                "%41",
                                "%",
                                ";",
                                "\\",
                                "?",
                                "#",
                                ":",
                                "@",
                                "+",
                                "~",
                                "*",
                                "\u00e9",
                                "\u2024",
                                "http:"),
                        Arbitraries.strings().ascii().ofMaxLength(3),
                        Arbitraries.integers()
                                .between(0, 255)
                                .map(octet -> "%%%02X".formatted(octet)),
                        Arbitraries.chars()
                                .filter(c -> c > 0x7f && !Character.isSurrogate(c))
                                .map(TargetFuzzTest::encoded));
        return pieces.list().ofMinSize(1).ofMaxSize(8).map(list -> '/' + String.join("", list));
    }

    private static String encoded(char letter) {
        StringBuilder text = new StringBuilder();
        for (byte octet : String.valueOf(letter).getBytes(StandardCharsets.UTF_8)) {
            text.append("%%%02X".formatted(octet));
        }
        return text.toString();
    }
}
