package dev.rollcall.gateway.route;

/** What a route asks of its visitor. */
public sealed interface Access {

    /** As it is written in the table. */
    default String wire() {
        return switch (this) {
            case Public everybody -> "public";
            case Session session -> "session";
            case OrgRoleRequired(String role) -> "org:" + role;
            case PermissionRequired(String permission) -> "permission:" + permission;
            case RoleRequired(Role role) -> "role:" + role.wire();
        };
    }

    /** Which of them it is, in one word. */
    default String kind() {
        return switch (this) {
            case Public everybody -> "public";
            case Session session -> "session";
            case OrgRoleRequired org -> "org";
            case PermissionRequired permission -> "permission";
            case RoleRequired role -> "role";
        };
    }

    /** Anybody; no token is read. */
    record Public() implements Access {}

    /** Anybody with a valid session and a local user. */
    record Session() implements Access {}

    /** A session in an organisation in which the person has exactly this role, by the mirror. */
    record OrgRoleRequired(String role) implements Access {}

    /**
     * A session in an organisation, with this permission in it by the token: Clerk tells it nowhere
     * else. {@code org:<feature>:<permission>}; never one of Clerk's own (org:sys_), which are in
     * no token.
     */
    record PermissionRequired(String permission) implements Access {}

    /** A session whose effective role satisfies this one. */
    record RoleRequired(Role role) implements Access {}
}
