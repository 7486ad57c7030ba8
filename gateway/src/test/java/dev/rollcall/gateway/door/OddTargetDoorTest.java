package dev.rollcall.gateway.door;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets with letters that no path has, of other forms, and paths that are nearly ours. */
class OddTargetDoorTest {

    private static final Siege SIEGE = new Siege(Map.of());

    @AfterAll
    static void close() {
        SIEGE.close();
    }

    @BeforeEach
    void forget() {
        SIEGE.door.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\api\\admin\\users",
                "/assets/..\\api/admin/users",
                "/api/sample\\..\\admin",
                "/api/sample/x\\",
                "\\\\127.0.0.1\\api",
                "/\\api/admin/users",
            })
    void g42ABackslash(String target) {
        assertMalformed(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/a#/../api/admin/users",
                "/api/admin/users#/assets",
                "/api/sample/x#",
                "/api/sample/x?a#b",
                "#/api/sample/x",
            })
    void g43AFragment(String target) {
        assertMalformed(target);
    }

    @ParameterizedTest
    @MethodSource
    void g44ABadEscapeOrALetterThatIsNone(String tail) {
        assertMalformed("/api/sample/x" + tail);
        assertMalformed("/api/sample/" + tail + "/x");
    }

    static Stream<String> g44ABadEscapeOrALetterThatIsNone() {
        Stream<String> bytes =
                Stream.of(0x80, 0x85, 0xa0, 0xad, 0xc0, 0xe9, 0xfe, 0xff, 0x01, 0x08, 0x7f)
                        .map(code -> String.valueOf((char) code.intValue()));
        return Stream.concat(
                bytes,
                Stream.of(
                        "%zz",
                        "%", "%4", "%%", "%1g", "|", "{", "}", "{a}", "\"", "<", ">", "^", "[", "]",
                        "`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ADMIN",
                "/Admin",
                "/admin/",
                "/admin.",
                "/admin.json",
                "/admin~",
                "/adminx",
                "/API/admin/users",
                "/api/Admin/users",
                "/api/admin/Users",
                "/api/admin/users.",
                "/api/admin/users.json",
                "/api/admin/users~",
                "/api/admin/usersx",
                "/api/admin",
                "/api/sample",
            })
    void g45AnotherPathIsUnknown(String target) {
        SIEGE.refused(404, "not_found", "GET", target, SIEGE.door.bearer("admin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil/api/admin/users",
                "http://127.0.0.1:8080/api/sample/x",
                "https://127.0.0.1/api/sample/x",
                "file:///etc/passwd",
                "file:///",
                "http:/api/sample/x",
                "foo:api",
                "api/sample/x",
                "?/api/sample/x",
                "*",
                "host:443",
                "@127.0.0.1/api/sample/x",
                ".",
            })
    void g46AnotherFormOfTarget(String target) {
        assertMalformed(target);
    }

    /** What would leave an upstream's address for another one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sample/http://169.254.169.254/",
                "/api/sample/%0d%0aHost:evil",
                "/api/sample//evil/x",
                "/api/sample/\\evil",
            })
    void g75AnAddressInThePath(String target) {
        assertMalformed(target);
    }

    private static void assertMalformed(String target) {
        SIEGE.refused(400, "malformed_request", "GET", target, SIEGE.door.bearer("admin"));
    }
}
