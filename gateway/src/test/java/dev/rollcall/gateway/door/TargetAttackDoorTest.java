package dev.rollcall.gateway.door;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Targets in another spelling, by an administrator, to whom every path is open that exists: what
 * reached a service would be served. /assets is public, /api/admin and /admin are not.
 */
class TargetAttackDoorTest {

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
                "//api/admin/users",
                "//api/admin/",
                "//u@api/admin/users",
                "//admin:80/x",
                "//127.0.0.1/api/sample/x",
                "///api/admin/users",
                "/api//admin/users",
                "/api/admin//users",
                "/api/admin/users//",
                "//assets/api/admin/users",
            })
    void g35AnAuthorityOrAnEmptySegment(String target) {
        assertMalformed(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../api/admin/users",
                "/assets/./../api/sample/x",
                "/assets/..",
                "/assets/.",
                "/api/sample/../admin/users",
                "/api/sample/./x",
                "/api/sample/x/..",
                "/..",
                "/.",
            })
    void g36ADotSegment(String target) {
        assertMalformed(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/..;/api/admin/users",
                "/assets/..;a=b/api/admin/users",
                "/api/admin/users;/x",
                "/api/sample/x;jsessionid=1",
                "/assets;x/../api/admin/users",
                "/api/sample/;/x",
                "/api/sample/.;/x",
            })
    void g37AParameterInThePath(String target) {
        assertMalformed(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2e%2e",
                "%2E",
                ".%2e",
                "%2e.",
                "%2f",
                "%2F",
                "%5c",
                "%5C",
                "%00",
                "%0a",
                "%0d",
                "%0d%0a",
                "%09",
                "%20",
                "%7f",
                "%0D%0AHost:%20evil",
                "%3b",
                "%3F",
                "%23",
            })
    void g38AnEncodedSeparatorDotOrControl(String encoded) {
        assertMalformed("/api/sample/" + encoded);
        assertMalformed("/api/sample/" + encoded + "/admin/users");
        assertMalformed("/api/sample/x" + encoded + "y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%252e%252e",
                "%25%32%65",
                "%25252e",
                "%252f",
                "%252F",
                "%25%35%63",
                "%2525",
                "%25",
            })
    void g39WhatIsEncodedTwice(String encoded) {
        assertMalformed("/api/sample/" + encoded + "/admin/users");
        assertMalformed("/api/sample/x" + encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%c0%ae",
                "%C0%AE%C0%AE",
                "%c0%af",
                "%C0%AF",
                "%E0%80%AF",
                "%F0%80%80%AF",
                "%u002e",
                "%U002E",
                "%ef%bc%8f",
                "%EF%BC%8F",
                "%EF%BC%8E%EF%BC%8E",
                "%E2%84%AA",
                "%ED%A0%80",
                "%FF",
            })
    void g40AnotherEncodingOfTheSame(String encoded) {
        assertMalformed("/api/sample/" + encoded + "/admin/users");
        assertMalformed("/api/sample/x" + encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/admin/users",
                "/api/%61dmin/users",
                "/api/admin/user%73",
                "/api/s%41mple/x",
                "/api/sample/%7Ex",
                "/api/sample/%2D",
                "/%61pp",
                "/api/sample/na%c3%afve",
                "/api/sample/e%CC%81",
            })
    void g41EncodedThoughItNeedNotBe(String target) {
        assertMalformed(target);
    }

    private static void assertMalformed(String target) {
        SIEGE.refused(400, "malformed_request", "GET", target, SIEGE.door.bearer("admin"));
    }
}
