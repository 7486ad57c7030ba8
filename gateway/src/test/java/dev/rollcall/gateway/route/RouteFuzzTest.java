package dev.rollcall.gateway.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.Fuzz;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;

/** Any table against a slow reading of what its patterns mean. */
class RouteFuzzTest {

    private record Case(Set<String> patterns, String path) {}

    @Example
    void aPathIsListedExactlyWhereAPatternMeansIt() {
        assertTrue(Fuzz.run(cases(), RouteFuzzTest::check) > 0);
    }

    private static void check(Case one) {
        List<PathPattern> patterns =
                one.patterns().stream().map(text -> PathPattern.parse(text).orElseThrow()).toList();
        RouteTable table = RouteTable.of(patterns.stream().map(RouteFuzzTest::route).toList());
        List<PathPattern> meant = patterns.stream().filter(p -> means(p, one.path())).toList();

        RouteMatch match = table.match("GET", one.path());

        if (meant.isEmpty()) {
            assertInstanceOf(RouteMatch.Unlisted.class, match);
            return;
        }
        PathPattern winner = assertInstanceOf(RouteMatch.Listed.class, match).route().pattern();
        assertTrue(meant.contains(winner), winner::toString);
        for (PathPattern other : meant) {
            assertTrue(
                    winner.equals(other) || firstDifferenceIsNarrower(winner, other),
                    () -> winner + " beside " + other);
        }
        assertEquals(new RouteMatch.OtherMethod(Set.of("GET")), table.match("DELETE", one.path()));
    }

    private static boolean means(PathPattern pattern, String path) {
        String expression =
                "\\Q"
                        + pattern.path().replace("*", "\\E[^/]+\\Q")
                        + "\\E"
                        + (pattern.prefix() ? "/.+" : "");
        return Pattern.matches(expression, path);
    }

    /** Both match one path, so they differ first where one has a name and the other does not. */
    private static boolean firstDifferenceIsNarrower(PathPattern winner, PathPattern other) {
        List<String> left = List.of(winner.toString().split("/", -1));
        List<String> right = List.of(other.toString().split("/", -1));
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return breadth(left.get(i)) < breadth(right.get(i));
            }
        }
        return false;
    }

    private static int breadth(String segment) {
        return switch (segment) {
            case "**" -> 2;
            case "*" -> 1;
            default -> 0;
        };
    }

    private static Route route(PathPattern pattern) {
        return new Route(
                pattern.toString(),
                pattern,
                Set.of("GET"),
                new Access.Session(),
                new Target.Local(),
                false,
                false,
                Terms.USUAL);
    }

    private static Arbitrary<Case> cases() {
        Arbitrary<String> pattern =
                Combinators.combine(
                                Arbitraries.of("a", "b", "admin", "*")
                                        .list()
                                        .ofMinSize(1)
                                        .ofMaxSize(4),
                                Arbitraries.of(true, false))
                        .as(
                                (segments, prefix) ->
                                        '/' + String.join("/", segments) + (prefix ? "/**" : ""));
        Arbitrary<String> path =
                Arbitraries.of("a", "b", "admin", "c")
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(5)
                        .map(segments -> '/' + String.join("/", segments));
        return Combinators.combine(pattern.set().ofMinSize(1).ofMaxSize(6), path).as(Case::new);
    }
}
