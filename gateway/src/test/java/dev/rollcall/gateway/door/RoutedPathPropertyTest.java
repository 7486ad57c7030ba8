package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.door.Wire.Reply;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** What the rule saw is what the upstream got: byte by byte, or not at all. */
class RoutedPathPropertyTest {

    private static @Nullable Door door;

    @BeforeContainer
    static void open() {
        door = new Door(Map.of());
    }

    @AfterContainer
    static void close() {
        door().close();
    }

    @Property(tries = 400)
    void anUpstreamGetsThePathThatWasJudged(@ForAll("targets") String target) {
        door().forget();

        Reply reply = door().wire.get(target, door().bearer("admin"));

        if (door().sample.received().isEmpty()) {
            assertTrue(reply.status() >= 400 || !target.startsWith("/api/sample/"), target);
        } else {
            assertEquals(target, door().sample.received().getFirst().target());
            assertTrue(target.startsWith("/api/sample/"), target);
        }
        assertTrue(
                door().audit.received().stream()
                                .noneMatch(request -> request.target().startsWith("/api/admin"))
                        || target.startsWith("/api/admin/audit"),
                target);
        assertTrue(reply.status() < 500, () -> target + " -> " + reply);
    }

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "/",
                        "a",
                        "admin",
                        "audit",
                        "..",
                        ".",
                        "%2F",
                        "%2e",
                        "%C3%A9",
                        "%c3%a9",
                        ";",
                        "\\",
                        "?",
                        "#",
                        "//",
                        ":",
                        "@",
                        "=",
                        "%25",
                        "%00",
                        "~",
                        "%EF%BC%8F",
                        "*",
                        "\u00e9");
        Arbitrary<String> starts =
                Arbitraries.of(
                        "/api/sample/",
                        "/api/sample/",
                        "/api/sample",
                        "/api/admin/audit",
                        "/api/",
                        "/API/sample/",
                        "//api/sample/",
                        "/");
        return starts.flatMap(
                start -> pieces.list().ofMaxSize(6).map(list -> start + String.join("", list)));
    }

    private static Door door() {
        if (door == null) {
            throw new IllegalStateException("not open");
        }
        return door;
    }
}
