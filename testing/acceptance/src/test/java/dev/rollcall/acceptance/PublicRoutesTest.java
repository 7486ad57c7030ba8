package dev.rollcall.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * What {@code docs/openapi} describes is what the gateway's route table opens: for each service
 * with a description, every operation has a route and every route an operation. What the gateway
 * serves itself counts as its own, but for pages, files, Prometheus's figures and what is gone.
 */
class PublicRoutesTest {

    private static final Path ROOT = Path.of(System.getProperty("rollcall.home", "../.."));
    private static final String GATEWAY = "gateway";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An operation of a description, or one method of a route: path as written there. */
    private record Entry(String service, String method, String path) {}

    @Test
    void everyOperationHasARoute() throws IOException {
        List<Entry> routes = routes();

        List<Entry> lost =
                operations().stream()
                        .filter(it -> routes.stream().noneMatch(route -> opens(route, it)))
                        .toList();

        assertEquals(List.of(), lost);
    }

    @Test
    void everyRouteToADescribedServiceHasAnOperation() throws IOException {
        List<Entry> operations = operations();
        List<String> described = operations.stream().map(Entry::service).distinct().toList();
        assertFalse(described.isEmpty());

        List<Entry> undescribed =
                routes().stream()
                        .filter(route -> described.contains(route.service()))
                        .filter(route -> operations.stream().noneMatch(it -> opens(route, it)))
                        .toList();

        assertEquals(List.of(), undescribed);
    }

    @Test
    void theGatewayMayCallEveryOperationWithAnIdentity() throws IOException {
        List<Entry> refused =
                operations().stream()
                        .filter(it -> !it.service().equals(GATEWAY))
                        .filter(
                                it ->
                                        CallerTable.decide(
                                                        it.service(),
                                                        it.method(),
                                                        it.path().replace("{id}", "x"),
                                                        ServiceName.GATEWAY,
                                                        true)
                                                != CallerTable.Verdict.ALLOWED)
                        .toList();

        assertEquals(List.of(), refused);
    }

    private static boolean opens(Entry route, Entry operation) {
        String pattern =
                Pattern.quote(route.path()).replace("/**", "\\E/.+\\Q").replace("*", "\\E[^/]+\\Q");
        return route.service().equals(operation.service())
                && route.method().equals(operation.method())
                && operation.path().matches(pattern);
    }

    private static List<Entry> operations() throws IOException {
        List<Entry> operations = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/openapi"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String service = file.getFileName().toString().replace(".yml", "");
                for (Map.Entry<String, JsonNode> path : yaml(file).path("paths").properties()) {
                    for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                        String name = method.getKey().toUpperCase(Locale.ROOT);
                        operations.add(new Entry(service, name, path.getKey()));
                    }
                }
            }
        }
        return operations;
    }

    private static List<Entry> routes() throws IOException {
        JsonNode gateway = yaml(ROOT.resolve("gateway/src/main/resources/application.yml"));
        List<Entry> routes = new ArrayList<>();
        for (JsonNode route : gateway.path("rollcall").path("routes")) {
            String upstream = route.path("upstream").asText(GATEWAY);
            if (upstream.equals(GATEWAY) && isNoApi(route)) {
                continue;
            }
            for (JsonNode method : route.path("methods")) {
                routes.add(new Entry(upstream, method.asText(), route.path("path").asText()));
            }
        }
        return routes;
    }

    private static boolean isNoApi(JsonNode route) {
        return route.path("page").asBoolean()
                || route.has("gone")
                || route.path("path").asText().startsWith("/assets/")
                || route.path("path").asText().startsWith("/internal/");
    }

    private static JsonNode yaml(Path file) throws IOException {
        Object document = new Yaml().load(Files.readString(file));
        return JSON.valueToTree(document);
    }
}
