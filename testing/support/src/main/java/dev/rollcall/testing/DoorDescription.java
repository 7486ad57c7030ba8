package dev.rollcall.testing;

import dev.rollcall.contracts.problem.ProblemCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes of a service's description, as the compiler writes it, that of its operations behind the
 * public door: each has the answers that its route has, and each answer the headers that the
 * gateway puts on it. What all have in common is written once, in {@code
 * docs/openapi/door/components.yml}.
 */
record DoorDescription(String service, List<GatewayRoute> routes, YamlMap common) {

    private static final String PROBLEM = "Problem";
    private static final List<String> COUNTED = List.of("RateLimit", "RateLimit-Policy");

    String of(String compiled) {
        YamlMap description = YamlMap.parse(compiled);
        YamlMap paths = description.map("paths");
        if (service.equals(GatewayRoute.GATEWAY)) {
            new UncompiledRoutes(routes).addTo(paths);
        }
        for (String path : paths.entries().keySet()) {
            YamlMap operations = paths.map(path);
            for (String method : operations.entries().keySet()) {
                GatewayRoute.of(routes, service, method.toUpperCase(Locale.ROOT), path)
                        .ifPresent(route -> complete(operations.map(method), route));
            }
        }
        nameTheCodes(description.map("components").map("schemas"));
        while (addWhatIsNamed(description)) {
            // what was added names more
        }
        return description.dump();
    }

    /** Whether something was missing that is common to all, and has been added. */
    private boolean addWhatIsNamed(YamlMap description) {
        String text = description.dump();
        YamlMap shared = common.map("components");
        boolean added = false;
        for (String kind : shared.entries().keySet()) {
            YamlMap own = description.map("components").map(kind);
            for (Map.Entry<String, Object> part : shared.map(kind).entries().entrySet()) {
                String name = part.getKey();
                boolean named =
                        text.contains("#/components/" + kind + '/' + name + "'")
                                || (kind.equals("securitySchemes")
                                        && text.contains("- " + name + ":"));
                if (named && !part.getValue().equals(own.get(name))) {
                    own.entries().put(name, part.getValue());
                    added = true;
                }
            }
        }
        return added;
    }

    private static void complete(YamlMap operation, GatewayRoute route) {
        if (!route.isPublic()) {
            operation
                    .entries()
                    .put("security", List.of(scheme("session"), scheme("sessionCookie")));
        }
        YamlMap responses = operation.map("responses");
        for (String status : List.copyOf(responses.entries().keySet())) {
            YamlMap response = responses.map(status);
            if (!response.has("$ref")) {
                if (status.compareTo("400") >= 0 && !response.has("content")) {
                    response.entries().put("content", problem());
                }
                headers(response, route, status);
            }
        }
        Map<String, String> usual = route.isPage() ? pageAnswers(route) : answers(route);
        usual.forEach((status, name) -> responses.entries().putIfAbsent(status, response(name)));
        if (!route.isPage()) {
            responses.entries().put("4XX", response("Refused"));
            responses.entries().put("5XX", response("Failed"));
        }
        operation.entries().put("responses", new TreeMap<>(responses.entries()));
    }

    /** What the gateway answers itself, by status. */
    private static Map<String, String> answers(GatewayRoute route) {
        Map<String, String> answers = new LinkedHashMap<>();
        if (!route.isPublic()) {
            answers.put("401", "Unauthorized");
            answers.put("403", "Forbidden");
        }
        answers.put("405", "OtherMethod");
        if (route.isLimited()) {
            answers.put("429", "TooManyRequests");
        }
        if (!route.isGone()) {
            answers.put("503", "Unavailable");
        }
        return answers;
    }

    private static Map<String, String> pageAnswers(GatewayRoute route) {
        Map<String, String> answers = new LinkedHashMap<>();
        if (!route.isPublic()) {
            answers.put("303", "OtherPage");
            answers.put("401", "RefusalPage");
            answers.put("403", "RefusalPage");
            answers.put("429", "LaterPage");
            answers.put("503", "LaterPage");
        }
        answers.put("405", "OtherMethod");
        return answers;
    }

    private static void headers(YamlMap response, GatewayRoute route, String status) {
        YamlMap headers = response.map("headers");
        reference(headers, "X-Request-Id");
        if (route.isLimited()) {
            COUNTED.forEach(name -> reference(headers, name));
        }
        if (status.equals("401")) {
            reference(headers, "WWW-Authenticate");
        }
        // with a description of its own, 503 is no problem but what the service has to say
        boolean isProblem = response.map("content").has("application/problem+json");
        if (isProblem && (status.equals("503") || status.equals("429"))) {
            reference(headers, "Retry-After");
        }
    }

    private static void reference(YamlMap headers, String name) {
        headers.entries().put(name, Map.of("$ref", "#/components/headers/" + name));
    }

    private static Map<String, Object> problem() {
        Map<String, String> schema = Map.of("$ref", "#/components/schemas/" + PROBLEM);
        return Map.of("application/problem+json", Map.of("schema", schema));
    }

    static Map<String, Object> response(String name) {
        return new LinkedHashMap<>(Map.of("$ref", "#/components/responses/" + name));
    }

    static Map<String, Object> scheme(String name) {
        return Map.of(name, List.of());
    }

    private static void nameTheCodes(YamlMap schemas) {
        List<String> codes = Arrays.stream(ProblemCode.values()).map(ProblemCode::wire).toList();
        if (!schemas.has(PROBLEM)) {
            throw new IllegalStateException("no controller of it is marked with @PublicApi");
        }
        schemas.map(PROBLEM).map("properties").map("code").entries().put("enum", codes);
    }
}
