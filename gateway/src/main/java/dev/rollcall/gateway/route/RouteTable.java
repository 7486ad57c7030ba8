package dev.rollcall.gateway.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every path that exists. The narrowest pattern wins, and only then the method is looked at: a
 * wider one never lets in what a narrower one keeps out. Immutable.
 */
public final class RouteTable {

    private final Map<String, List<Route>> exact;
    private final List<List<Route>> patterns;

    private RouteTable(Map<String, List<Route>> exact, List<List<Route>> patterns) {
        this.exact = exact;
        this.patterns = patterns;
    }

    /** Throws a fault that names two entries which claim the same method and path. */
    public static RouteTable of(List<Route> routes) {
        Map<PathPattern, List<Route>> grouped = new HashMap<>();
        for (Route route : routes) {
            List<Route> group = grouped.computeIfAbsent(route.pattern(), _ -> new ArrayList<>());
            for (Route other : group) {
                if (route.methods().stream().anyMatch(other.methods()::contains)) {
                    throw RouteFault.of(
                            route.name(), "path", "is the path of " + other.name() + " already");
                }
            }
            group.add(route);
        }
        Map<String, List<Route>> exact = new HashMap<>();
        List<List<Route>> patterns = new ArrayList<>();
        grouped.forEach(
                (pattern, group) -> {
                    if (pattern.isExact()) {
                        exact.put(pattern.path(), List.copyOf(group));
                    } else {
                        patterns.add(List.copyOf(group));
                    }
                });
        patterns.sort(
                Comparator.comparing(
                        group -> group.getFirst().pattern(), PathPattern.NARROWER_FIRST));
        return new RouteTable(Map.copyOf(exact), List.copyOf(patterns));
    }

    /** {@code path} must have passed the hygiene check; it is compared as it stands. */
    public RouteMatch match(String method, String path) {
        List<Route> group = exact.getOrDefault(path, List.of());
        if (group.isEmpty()) {
            group = narrowest(path);
        }
        return group.isEmpty() ? new RouteMatch.Unlisted() : byMethod(group, method);
    }

    private List<Route> narrowest(String path) {
        for (List<Route> group : patterns) {
            if (group.getFirst().pattern().matches(path)) {
                return group;
            }
        }
        return List.of();
    }

    private static RouteMatch byMethod(List<Route> group, String method) {
        for (Route route : group) {
            if (route.methods().contains(method)) {
                return new RouteMatch.Listed(route);
            }
        }
        Set<String> allowed = new TreeSet<>();
        group.forEach(route -> allowed.addAll(route.methods()));
        return new RouteMatch.OtherMethod(allowed);
    }

    /** All of them, in no order. */
    List<Route> routes() {
        return Stream.concat(exact.values().stream(), patterns.stream())
                .flatMap(List::stream)
                .toList();
    }

    /** Whether this is the path of a page: the only kind of place a visitor is sent on to. */
    public boolean isPage(String path) {
        return exact.getOrDefault(path, List.of()).stream().anyMatch(Route::page);
    }
}
