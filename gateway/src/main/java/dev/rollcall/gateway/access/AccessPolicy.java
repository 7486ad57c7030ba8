package dev.rollcall.gateway.access;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.gateway.identity.Visitor;
import dev.rollcall.gateway.route.Access;
import dev.rollcall.gateway.route.Role;
import java.util.List;
import java.util.Optional;

/** Whether a visitor with a valid session may use a route. Pure. */
public final class AccessPolicy {

    private AccessPolicy() {}

    /**
     * The code of the refusal; empty if the visitor may pass. To an application role an
     * organisation in the request is what it looks for, to anybody else it is a claim.
     */
    public static Optional<ProblemCode> refusal(
            Access access, Visitor visitor, List<String> namedOrgs) {
        return switch (access) {
            case Access.Public everybody -> Optional.empty();
            case Access.Session session ->
                    NamedOrgs.agree(namedOrgs, visitor)
                            ? Optional.empty()
                            : Optional.of(ProblemCode.ORG_MISMATCH);
            case Access.OrgRoleRequired(String role) -> {
                LocalOrg active = visitor.identity().activeOrg();
                if (active == null || !active.role().equals(role)) {
                    yield Optional.of(ProblemCode.ROLE_REQUIRED);
                }
                yield NamedOrgs.agree(namedOrgs, visitor)
                        ? Optional.empty()
                        : Optional.of(ProblemCode.ORG_MISMATCH);
            }
            case Access.PermissionRequired(String permission) -> {
                if (!isLive(visitor) || !visitor.token().permissions().contains(permission)) {
                    yield Optional.of(ProblemCode.ROLE_REQUIRED);
                }
                yield NamedOrgs.agree(namedOrgs, visitor)
                        ? Optional.empty()
                        : Optional.of(ProblemCode.ORG_MISMATCH);
            }
            case Access.RoleRequired(Role role) -> {
                boolean passes =
                        role.isSatisfiedBy(visitor.identity().effectiveRole())
                                && !visitor.token().impersonated();
                yield passes ? Optional.empty() : Optional.of(ProblemCode.ROLE_REQUIRED);
            }
        };
    }

    /** Whether the mirror too has the person in the organisation that the token is about. */
    private static boolean isLive(Visitor visitor) {
        LocalOrg active = visitor.identity().activeOrg();
        return active != null
                && active.clerkId() != null
                && active.clerkId().equals(visitor.token().claims().orgId());
    }
}
