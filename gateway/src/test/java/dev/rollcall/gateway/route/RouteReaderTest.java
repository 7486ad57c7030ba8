package dev.rollcall.gateway.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteReaderTest {

    private static final Set<String> UPSTREAMS = Set.of("sample");

    @Test
    void readsAFullEntry() {
        Route route =
                RouteReader.read(
                        new RouteConfiguration(
                                "shop",
                                "/shop/**",
                                List.of("GET", "POST"),
                                "role:compliance",
                                "sample",
                                "required",
                                true,
                                false,
                                null,
                                "user",
                                1 << 20,
                                Duration.ofSeconds(10),
                                "serve"),
                        UPSTREAMS);

        assertEquals(new PathPattern("/shop", true), route.pattern());
        assertEquals(new Access.RoleRequired(Role.COMPLIANCE), route.access());
        assertEquals(new Target.Upstream("sample", true), route.target());
        assertTrue(route.isEvidenced());
    }

    @Test
    void readsAPermission() {
        Route route =
                RouteReader.read(
                        entry("/a", "GET", "permission:org:invoices:read", "sample", "none", null),
                        UPSTREAMS);

        assertEquals(new Access.PermissionRequired("org:invoices:read"), route.access());
    }

    @Test
    void aGoneRouteNeedsNoUpstream() {
        Route route =
                RouteReader.read(
                        new RouteConfiguration(
                                "old",
                                "/old",
                                List.of("GET"),
                                "public",
                                "local",
                                "none",
                                false,
                                false,
                                "Use /new.",
                                "user",
                                1 << 20,
                                Duration.ofSeconds(10),
                                "serve"),
                        UPSTREAMS);

        assertEquals(new Target.Gone("Use /new."), route.target());
    }

    @ParameterizedTest
    @CsvSource({
        "everybody, 0, 10, serve, limit",
        "user, 0, 0, serve, timeout",
        "user, 0, 31, serve, timeout",
        "user, 2000000, 3601, serve, timeout",
        "user, -1, 10, serve, max-body",
        "user, 68719476737, 10, serve, max-body",
        "user, 0, 10, maybe, without-feed",
    })
    void aFaultOfTheTermsNamesTheKeyToo(
            String limit, long maxBody, int seconds, String withoutFeed, String key) {
        RouteConfiguration entry =
                new RouteConfiguration(
                        "shop",
                        "/a",
                        List.of("GET"),
                        "session",
                        "sample",
                        "none",
                        false,
                        false,
                        null,
                        limit,
                        maxBody,
                        Duration.ofSeconds(seconds),
                        withoutFeed);

        RouteFault refused =
                assertThrows(RouteFault.class, () -> RouteReader.read(entry, UPSTREAMS));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("rollcall.routes.shop." + key));
    }

    @ParameterizedTest
    @CsvSource({
        "shop,   GET, session,    sample,  none,     path",
        "/a//b,  GET, session,    sample,  none,     path",
        "/a/*x,  GET, session,    sample,  none,     path",
        "/a/**/b, GET, session,   sample,  none,     path",
        "/a/,    GET, session,    sample,  none,     path",
        "/a/..,  GET, session,    sample,  none,     path",
        "/a,     get, session,    sample,  none,     methods",
        "/a,     FOO, session,    sample,  none,     methods",
        "/a,     GET, everybody,  sample,  none,     access",
        "/a,     GET, role:owner, sample,  none,     access",
        "/a,     GET, org:,       sample,  none,     access",
        "/a,     GET, org:org:a,  sample,  none,     access",
        "/a,     GET, permission:, sample, none,     access",
        "/a,     GET, permission:invoices:read, sample, none, access",
        "/a,     GET, permission:org:sys_domains:read, sample, none, access",
        "/a,     GET, permission:org:Invoices:read, sample, none, access",
        "/a,     GET, session,    nowhere, none,     upstream",
        "/a,     GET, session,    sample,  optional, identity",
        "/a,     GET, public,     sample,  required, identity",
    })
    void aFaultNamesEntryAndKey(
            String path,
            String method,
            String access,
            String upstream,
            String identity,
            String key) {
        RouteConfiguration entry = entry(path, method, access, upstream, identity, null);

        RouteFault refused =
                assertThrows(RouteFault.class, () -> RouteReader.read(entry, UPSTREAMS));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("rollcall.routes.shop." + key));
    }

    private static RouteConfiguration entry(
            String path,
            String method,
            String access,
            String upstream,
            String identity,
            @Nullable String gone) {
        return new RouteConfiguration(
                "shop",
                path,
                List.of(method),
                access,
                upstream,
                identity,
                false,
                false,
                gone,
                "user",
                1 << 20,
                Duration.ofSeconds(10),
                "serve");
    }
}
