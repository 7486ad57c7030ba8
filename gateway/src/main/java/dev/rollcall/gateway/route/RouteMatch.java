package dev.rollcall.gateway.route;

import java.util.Set;

/** What the table says about a method and a path. */
public sealed interface RouteMatch {

    record Listed(Route route) implements RouteMatch {}

    /** The path is listed, the method is not. */
    record OtherMethod(Set<String> allowed) implements RouteMatch {}

    record Unlisted() implements RouteMatch {}
}
