package dev.rollcall.gateway.identity;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.ResolveResponse;
import java.time.Duration;

/** What identity-service says about a verified token. */
public sealed interface Resolution {

    record Resolved(ResolveResponse response) implements Resolution {}

    /** It may not come in, or nobody can say at the moment. */
    record Refused(ProblemCode code, Duration retryAfter) implements Resolution {

        boolean isAway() {
            return code == ProblemCode.UNAVAILABLE;
        }
    }
}
