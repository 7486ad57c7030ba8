package dev.rollcall.gateway.access;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.identity.Visitor;
import java.time.Duration;
import java.util.Optional;

/** Whether a request on a listed route goes on. */
sealed interface AccessDecision {

    /** The visitor is empty on public routes, where no token was read. */
    record Granted(Optional<Visitor> visitor) implements AccessDecision {}

    /**
     * It ends here.
     *
     * @param reason stable word for the log, where it may be more exact than the code
     */
    record Denied(ProblemCode code, String reason, Optional<Duration> retryAfter)
            implements AccessDecision {

        static Denied of(ProblemCode code) {
            return new Denied(code, code.wire(), Optional.empty());
        }
    }
}
