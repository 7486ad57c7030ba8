package dev.rollcall.gateway.access;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.identity.Visitor;
import dev.rollcall.gateway.limit.Spent;
import dev.rollcall.gateway.route.Route;
import dev.rollcall.gateway.route.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a request: the outcome of its route and of the decision about it. */
public sealed interface Ruling {

    /** It goes to an upstream; the visitor is empty on public routes. */
    record Forwarded(
            Route route, Target.Upstream upstream, Optional<Visitor> visitor, @Nullable Spent spent)
            implements Ruling {}

    /** One of our own controllers serves it. */
    record Served(Optional<Visitor> visitor, @Nullable Spent spent) implements Ruling {}

    /** What was here is gone; {@code advice} says what to use. */
    record Gone(String advice, @Nullable Spent spent) implements Ruling {}

    /** It ends here. */
    record Refused(
            Route route, ProblemCode code, Optional<Duration> retryAfter, @Nullable Spent spent)
            implements Ruling {}

    /** No route has this path. */
    record Unlisted() implements Ruling {}

    /** The path exists, for these methods only. */
    record OtherMethod(Set<String> allowed) implements Ruling {

        public OtherMethod {
            allowed = Set.copyOf(allowed);
        }
    }

    /** A browser's question before a request with {@code method} from another origin. */
    record Preflighted(String method) implements Ruling {}
}
