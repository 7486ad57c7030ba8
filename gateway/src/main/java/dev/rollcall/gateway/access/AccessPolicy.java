package dev.rollcall.gateway.access;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.identity.Visitor;
import dev.rollcall.gateway.route.Access;
import dev.rollcall.gateway.route.Role;
import java.util.Optional;

/** Whether a visitor with a valid session may use a route. Pure. */
final class AccessPolicy {

    private AccessPolicy() {}

    /** The code of the refusal; empty if the visitor may pass. */
    static Optional<ProblemCode> refusal(Access access, Visitor visitor) {
        return switch (access) {
            case Access.Public everybody -> Optional.empty();
            case Access.Session session -> Optional.empty();
            case Access.RoleRequired(Role role) -> {
                boolean passes =
                        role.isSatisfiedBy(visitor.identity().effectiveRole())
                                && !visitor.token().impersonated();
                yield passes ? Optional.empty() : Optional.of(ProblemCode.ROLE_REQUIRED);
            }
        };
    }
}
