package dev.rollcall.gateway.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable table =
            RouteTable.of(
                    List.of(
                            route("app", "/app", true, "GET", "HEAD"),
                            route("shop", "/shop/**", false, "GET", "POST"),
                            route("shop-admin", "/shop/admin/**", false, "GET"),
                            route("shop-exact", "/shop/admin/open", false, "GET"),
                            route("shop-bills", "/shop/*/bills", false, "GET"),
                            route("teams", "/teams", false, "GET"),
                            route("team", "/teams/*", false, "GET"),
                            route("team-people", "/teams/*/people", false, "GET"),
                            route("team-own", "/teams/own", false, "GET"),
                            route("orders-read", "/orders", false, "GET"),
                            route("orders-write", "/orders", false, "POST")));

    @ParameterizedTest
    @CsvSource({
        "/app,app",
        "/shop/x,shop",
        "/shop/x/y,shop",
        "/shop/administrator,shop",
        "/shop/admin/x,shop-admin",
        "/shop/admin/open,shop-exact",
        "/shop/admin/open/x,shop-admin",
        "/shop/x/bills,shop-bills",
        "/shop/admin/bills,shop-admin",
        "/shop/x/bills/y,shop",
        "/teams,teams",
        "/teams/x,team",
        "/teams/own,team-own",
        "/teams/x/people,team-people",
    })
    void theNarrowestWins(String path, String name) {
        assertEquals(name, listed("GET", path).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/APP",
                "/App",
                "/app/",
                "/app.",
                "/app.json",
                "/app~",
                "/apps",
                "/shop",
                "/shop/",
                "/shopx/y",
                "/teams/",
                "/teams//people",
                "/teams/x/",
                "/teams/x/people/",
                "/teams/x/y/people",
                "/teams/x/People"
            })
    void whatNoRouteNamesIsUnlisted(String path) {
        assertInstanceOf(RouteMatch.Unlisted.class, table.match("GET", path));
    }

    @Test
    void aListedPathNamesItsMethods() {
        assertEquals(
                new RouteMatch.OtherMethod(Set.of("GET", "HEAD")), table.match("POST", "/app"));
        assertEquals(
                new RouteMatch.OtherMethod(Set.of("GET", "POST")), table.match("PUT", "/orders"));
    }

    @Test
    void aShorterPrefixDoesNotLetInWhatALongerOneKeepsOut() {
        assertEquals(
                new RouteMatch.OtherMethod(Set.of("GET")), table.match("POST", "/shop/admin/x"));
    }

    @Test
    void onePathMayHaveARouteForEachMethod() {
        assertEquals("orders-read", listed("GET", "/orders").name());
        assertEquals("orders-write", listed("POST", "/orders").name());
    }

    @Test
    void twoRoutesForTheSameMethodAndPathAreRefused() {
        List<Route> twice =
                List.of(route("one", "/x", false, "GET"), route("two", "/x", false, "GET", "POST"));

        RouteFault refused = assertThrows(RouteFault.class, () -> RouteTable.of(twice));

        assertEquals("rollcall.routes.two.path is the path of one already", refused.getMessage());
    }

    @Test
    void onlyAPageIsAPlaceToSendAVisitorTo() {
        assertTrue(table.isPage("/app"));
        assertFalse(table.isPage("/orders"));
        assertFalse(table.isPage("//evil"));
        assertFalse(table.isPage("https://evil"));
    }

    private Route listed(String method, String path) {
        return assertInstanceOf(RouteMatch.Listed.class, table.match(method, path)).route();
    }

    private static Route route(String name, String path, boolean page, String... methods) {
        return new Route(
                name,
                PathPattern.parse(path).orElseThrow(),
                Set.of(methods),
                new Access.Session(),
                new Target.Local(),
                false,
                page,
                Terms.USUAL);
    }
}
