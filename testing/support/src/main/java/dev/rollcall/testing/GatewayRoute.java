package dev.rollcall.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entry of the route table that the gateway comes with, as far as a description of the API needs
 * it.
 *
 * @param upstream the service that answers: {@code gateway} where it does so itself
 * @param isLimited whether there is an allowance that it is counted against
 */
public record GatewayRoute(
        String name,
        String path,
        List<String> methods,
        String upstream,
        boolean isPublic,
        boolean isLimited,
        boolean isPage,
        boolean isGone) {

    /** The upstream of what the gateway answers itself. */
    public static final String GATEWAY = "gateway";

    /** All of them. */
    public static List<GatewayRoute> list() throws IOException {
        Path table =
                Path.of(System.getProperty("rollcall.home", ".."))
                        .resolve("gateway/src/main/resources/application.yml");
        YamlMap routes = YamlMap.parse(Files.readString(table)).map("rollcall").map("routes");
        List<GatewayRoute> list = new ArrayList<>();
        routes.entries().keySet().forEach(name -> list.add(read(name, routes.map(name))));
        return list;
    }

    /** The one that leads to this operation of a service, if any does; the narrower of two. */
    public static Optional<GatewayRoute> of(
            List<GatewayRoute> routes, String service, String method, String path) {
        return routes.stream()
                .filter(route -> route.leadsTo(service, method, path))
                .max(Comparator.comparingInt(route -> route.path().length()));
    }

    /** Whether a request for this operation comes here; its path may have {@code {parameters}}. */
    public boolean leadsTo(String service, String method, String operation) {
        String pattern =
                Pattern.quote(path).replace("/**", "\\E/.+\\Q").replace("*", "\\E[^/]+\\Q");
        return upstream.equals(service) && methods.contains(method) && operation.matches(pattern);
    }

    private static GatewayRoute read(String name, YamlMap route) {
        String upstream = route.text("upstream");
        boolean isPublic = route.text("access").equals("public");
        String limit = route.text("limit");
        return new GatewayRoute(
                name,
                route.text("path"),
                route.texts("methods"),
                upstream.isEmpty() ? GATEWAY : upstream,
                isPublic,
                limit.equals("address") || (!isPublic && !limit.equals("none")),
                route.text("page").equals("true"),
                route.has("gone"));
    }
}
