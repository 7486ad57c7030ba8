package dev.rollcall.contracts.access;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;

/** The gateway has asked for the role already; whoever calls us past it is asked again. */
public final class Administrator {

    private static final String ROLE = "admin";

    private Administrator() {}

    /** Throws ProblemException 403 unless the signed identity is an administrator's. */
    public static void require(AuthenticatedUser user) {
        if (!user.role().equals(ROLE)) {
            throw new ProblemException(ProblemCode.ROLE_REQUIRED, "This needs the role admin.");
        }
    }
}
