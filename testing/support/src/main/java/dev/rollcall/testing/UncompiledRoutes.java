package dev.rollcall.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The gateway's routes that no controller describes: its pages and files, what is gone, and
 * Prometheus's figures.
 */
record UncompiledRoutes(List<GatewayRoute> routes) {

    void addTo(YamlMap paths) {
        for (GatewayRoute route : routes) {
            if (route.isGone()) {
                add(paths, route, route.path(), "gone", "This is gone.", Map.of("410", "Gone"));
            } else if (route.isPage()) {
                add(paths, route, route.path(), "pages", "A page.", Map.of("200", "Page"));
            } else if (route.path().equals("/assets/**")) {
                add(
                        paths,
                        route,
                        "/assets/{name}",
                        "pages",
                        "What the pages load.",
                        Map.of("200", "File"));
            } else if (route.path().equals("/internal/metrics")) {
                add(
                        paths,
                        route,
                        route.path(),
                        "gateway",
                        "The gateway's figures; 404 where no token is set for them.",
                        Map.of("200", "Figures", "401", "Unauthorized"));
                paths.map(route.path())
                        .map("get")
                        .entries()
                        .put("security", List.of(DoorDescription.scheme("metricsToken")));
            }
        }
    }

    private static void add(
            YamlMap paths,
            GatewayRoute route,
            String path,
            String tag,
            String summary,
            Map<String, String> answers) {
        YamlMap operations = paths.map(path);
        for (String method : route.methods()) {
            Map<String, Object> operation = new LinkedHashMap<>();
            operation.put("tags", new ArrayList<>(List.of(tag)));
            operation.put("summary", summary);
            if (path.endsWith("/{name}")) {
                operation.put("parameters", List.of(parameter()));
            }
            Map<String, Object> responses = new LinkedHashMap<>();
            answers.keySet().stream()
                    .sorted()
                    .forEach(
                            status ->
                                    responses.put(
                                            status,
                                            DoorDescription.response(
                                                    String.valueOf(answers.get(status)))));
            operation.put("responses", responses);
            operations.entries().put(method.toLowerCase(Locale.ROOT), operation);
        }
    }

    private static Map<String, Object> parameter() {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", "name");
        parameter.put("in", "path");
        parameter.put("required", true);
        parameter.put("schema", Map.of("type", "string"));
        return parameter;
    }
}
