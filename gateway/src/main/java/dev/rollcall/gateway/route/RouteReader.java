package dev.rollcall.gateway.route;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one configured route; a fault names the entry and the key. Pure. */
final class RouteReader {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final String ROLE = "role:";
    private static final String ORG = "org:";
    private static final String PERMISSION = "permission:";
    private static final Pattern ORG_ROLE = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Pattern ORG_PERMISSION =
            Pattern.compile("org:(?!sys_)[a-z0-9_-]{1,64}:[a-z0-9_-]{1,64}");
    private static final String LOCAL = "local";

    private RouteReader() {}

    static Route read(RouteConfiguration entry, Set<String> upstreams) {
        PathPattern pattern =
                PathPattern.parse(entry.path())
                        .orElseThrow(
                                () ->
                                        wrong(
                                                entry,
                                                "path",
                                                "begins with / and has names and *, at the end"
                                                        + " also /**"));
        if (entry.methods().isEmpty() || !METHODS.containsAll(entry.methods())) {
            throw wrong(entry, "methods", "is a list of upper-case methods");
        }
        if (entry.page() && !SAFE.containsAll(entry.methods())) {
            throw wrong(
                    entry,
                    "page",
                    "is for GET and HEAD only: on a page's route the session cookie counts without"
                            + " proof of the own origin");
        }
        Access access = access(entry);
        return new Route(
                entry.name(),
                pattern,
                Set.copyOf(entry.methods()),
                access,
                target(entry, access, upstreams),
                entry.audit(),
                entry.page(),
                terms(entry));
    }

    private static Terms terms(RouteConfiguration entry) {
        if (entry.maxBody() < 0 || entry.maxBody() > Terms.LARGEST_BODY) {
            throw wrong(entry, "max-body", "is bytes, at most 64 GiB");
        }
        Duration longest =
                entry.maxBody() > Terms.BUFFERED_BYTES
                        ? Terms.LONGEST_STREAM
                        : Terms.LONGEST_TIMEOUT;
        if (!entry.timeout().isPositive() || entry.timeout().compareTo(longest) > 0) {
            throw wrong(entry, "timeout", "is longer than 0 and at most 30s (streamed: 1h)");
        }
        return new Terms(
                switch (entry.limit()) {
                    case "none" -> Terms.Limit.NONE;
                    case "user" -> Terms.Limit.USER;
                    case "address" -> Terms.Limit.ADDRESS;
                    default -> throw wrong(entry, "limit", "is user, address or none");
                },
                entry.maxBody(),
                entry.timeout(),
                switch (entry.withoutFeed()) {
                    case "serve" -> false;
                    case "refuse" -> true;
                    default -> throw wrong(entry, "without-feed", "is serve or refuse");
                });
    }

    private static Access access(RouteConfiguration entry) {
        String text = entry.access();
        if (text.equals("public")) {
            return new Access.Public();
        }
        if (text.equals("session")) {
            return new Access.Session();
        }
        if (text.startsWith(ORG)) {
            String orgRole = text.substring(ORG.length());
            if (!ORG_ROLE.matcher(orgRole).matches()) {
                throw wrong(entry, "access", "org:<role> names a role without org:");
            }
            return new Access.OrgRoleRequired(orgRole);
        }
        if (text.startsWith(PERMISSION)) {
            String permission = text.substring(PERMISSION.length());
            if (!ORG_PERMISSION.matcher(permission).matches()) {
                throw wrong(
                        entry,
                        "access",
                        "permission:org:<feature>:<permission> is one of your own: org:sys_ stands"
                                + " in no token");
            }
            return new Access.PermissionRequired(permission);
        }
        String role = text.startsWith(ROLE) ? text.substring(ROLE.length()) : "";
        return Role.ofWire(role)
                .map(Access.RoleRequired::new)
                .orElseThrow(
                        () ->
                                wrong(
                                        entry,
                                        "access",
                                        "is public, session, org:<role>,"
                                                + " permission:org:<feature>:<permission>,"
                                                + " role:admin or role:compliance"));
    }

    private static Target target(RouteConfiguration entry, Access access, Set<String> upstreams) {
        if (entry.gone() != null) {
            return new Target.Gone(entry.gone());
        }
        boolean identity =
                switch (entry.identity()) {
                    case "required" -> true;
                    case "none" -> false;
                    default -> throw wrong(entry, "identity", "is required or none");
                };
        if (identity && access instanceof Access.Public) {
            throw wrong(entry, "identity", "needs a session");
        }
        if (entry.audit() && access instanceof Access.Public) {
            throw wrong(entry, "audit", "needs a session");
        }
        if (entry.upstream().equals(LOCAL)) {
            return new Target.Local();
        }
        if (!upstreams.contains(entry.upstream())) {
            throw wrong(entry, "upstream", "names no entry of rollcall.upstreams");
        }
        return new Target.Upstream(entry.upstream(), identity);
    }

    private static RouteFault wrong(RouteConfiguration entry, String key, String rule) {
        return RouteFault.of(entry.name(), key, rule);
    }
}
