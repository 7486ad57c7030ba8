package dev.rollcall.gateway.access;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.gateway.identity.Visitor;
import dev.rollcall.gateway.token.SessionToken;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a request on a listed route goes on. */
sealed interface AccessDecision {

    /** The visitor is empty on public routes, where no token was read. */
    record Granted(Optional<Visitor> visitor) implements AccessDecision {}

    /**
     * It ends here.
     *
     * @param reason stable word for the log, where it may be more exact than the code
     * @param seen who it was decided about; null where that was not known yet
     */
    record Denied(
            ProblemCode code, String reason, Optional<Duration> retryAfter, @Nullable Seen seen)
            implements AccessDecision {

        /** A verified token, and its local user if it has come to that. */
        record Seen(SessionToken token, @Nullable ResolveResponse identity) {}

        Denied(ProblemCode code, String reason, Optional<Duration> retryAfter) {
            this(code, reason, retryAfter, null);
        }

        Denied about(SessionToken token) {
            return new Denied(code, reason, retryAfter, new Seen(token, null));
        }

        Denied about(SessionToken token, ResolveResponse identity) {
            return new Denied(code, reason, retryAfter, new Seen(token, identity));
        }

        static Denied of(ProblemCode code) {
            return new Denied(code, code.wire(), Optional.empty());
        }
    }
}
