package dev.rollcall.gateway.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteEntriesTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void whatARouteDoesNotSayIsItsDefault() throws IOException {
        RouteTable table = read("path: /a", "methods: [GET]", "access: session");

        RouteMatch.Listed match = (RouteMatch.Listed) table.match("GET", "/a");

        assertEquals(Terms.USUAL, match.route().terms());
        assertEquals(new Target.Local(), match.route().target());
        assertEquals(new Access.Session(), match.route().access());
        assertTrue(!match.route().audit() && !match.route().page());
    }

    @Test
    void theSpellingOfAKeyIsTheFrameworks() throws IOException {
        RouteTable table =
                read("path: /a", "methods: GET", "access: session", "maxBody: 5", "timeout: 3s");

        RouteMatch.Listed match = (RouteMatch.Listed) table.match("GET", "/a");

        assertEquals(5, match.route().terms().largestBody());
        assertEquals(3, match.route().terms().timeout().toSeconds());
    }

    @ParameterizedTest
    @CsvSource({
        "methods: [GET], access: session, audit: false, rollcall.routes.shop.path is missing, 3",
        "path: /a, access: session, audit: false, rollcall.routes.shop.methods is, 3",
        "path: /a, methods: GET, audit: false, rollcall.routes.shop.access is missing, 3",
        "path: /a, methods: GET, access: member, rollcall.routes.shop.access is public, 6",
        "path: a, methods: GET, access: session, rollcall.routes.shop.path begins, 4",
        "path: /a, methods: get, access: session, rollcall.routes.shop.methods is, 5",
        "path: /a, methods: GET, acces: session, rollcall.routes.shop.acces is no key, 6",
    })
    void aFaultNamesItsLine(String one, String two, String three, String fault, int line) {
        SettingsException refused =
                assertThrows(SettingsException.class, () -> read(one, two, three));

        assertFault(refused, fault, line);
    }

    @ParameterizedTest
    @CsvSource({
        "audit: perhaps, audit is true or false",
        "page: 1, page is true or false",
        "max-body: much, max-body is a number",
        "maxBody: much, max-body is a number",
        "timeout: soon, timeout is a time",
        "timeout: 1h, timeout is longer than 0",
        "upstream: elsewhere, upstream names no entry",
        "limit: {user: 5}, limit.user is no key",
    })
    void soDoesAFaultOfAnOptionalKey(String key, String fault) {
        SettingsException refused =
                assertThrows(
                        SettingsException.class,
                        () -> read("path: /a", "methods: GET", "access: session", key));

        assertFault(refused, "rollcall.routes.shop." + fault, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "[GET, POST]", "[GET, OPTIONS]"})
    void aPageIsForReadingOnly(String methods) {
        SettingsException refused =
                assertThrows(
                        SettingsException.class,
                        () ->
                                read(
                                        "path: /a",
                                        "methods: " + methods,
                                        "access: session",
                                        "page: true"));

        assertFault(refused, "rollcall.routes.shop.page is for GET and HEAD only", 7);
    }

    @Test
    void theLaterOfTwoRoutesForOnePathIsNamed() throws IOException {
        Environment environment =
                environment(
                        """
                        rollcall.routes:
                          shop: {path: /a, methods: [GET, POST], access: session}
                          shop2: {path: /a, methods: [GET], access: public}
                        """);

        SettingsException refused =
                assertThrows(
                        SettingsException.class,
                        () -> RouteTableFactory.read(environment, Set.of()));

        assertFault(refused, "rollcall.routes.shop2.path is the path of shop already", 3);
    }

    /** The first line of an entry is the file's fourth. */
    private RouteTable read(String... keys) throws IOException {
        StringBuilder yaml = new StringBuilder("rollcall:\n  routes:\n    shop:\n");
        for (String key : keys) {
            yaml.append("      ").append(key).append('\n');
        }
        return RouteTableFactory.read(environment(yaml.toString()), Set.of("sample"));
    }

    private Environment environment(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yml"), yaml);
        Map<String, Object> read;
        try (InputStream bytes = Files.newInputStream(file)) {
            read = new YamlPropertySourceLoader().read("routes", bytes);
        }
        Environment environment =
                ApplicationContext.builder()
                        .enableDefaultPropertySources(false)
                        .propertySources(
                                PropertySource.of(
                                        "routes", read, PropertySource.Origin.of(file.toString())))
                        .build()
                        .getEnvironment();
        return environment.start();
    }

    private static void assertFault(SettingsException refused, String fault, int line) {
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(fault), message);
        assertTrue(message.endsWith("routes.yml, line " + line + ')'), message);
    }
}
