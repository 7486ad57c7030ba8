package dev.rollcall.gateway.route;

import java.util.Set;

/**
 * One entry of the route table.
 *
 * @param name as in the configuration
 * @param audit evidence is durable before the request goes on, also without a role
 * @param page answers people with redirects and pages instead of problems
 */
public record Route(
        String name,
        PathPattern pattern,
        Set<String> methods,
        Access access,
        Target target,
        boolean audit,
        boolean page,
        Terms terms) {

    public Route {
        methods = Set.copyOf(methods);
    }

    /** Whether each use, granted or refused, is evidence. */
    public boolean isEvidenced() {
        return audit || access instanceof Access.RoleRequired;
    }
}
