package dev.rollcall.gateway.route;

import java.io.Serial;

/** What is wrong about the route table: which key, and what the rule is. */
final class RouteFault extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final String property;

    private RouteFault(String property, String rule) {
        super(property + ' ' + rule);
        this.property = property;
    }

    static RouteFault of(String route, String key, String rule) {
        return new RouteFault(RouteEntries.PREFIX + '.' + route + '.' + key, rule);
    }

    /** The whole key: {@code rollcall.routes.<name>.<key>}. */
    String property() {
        return property;
    }
}
