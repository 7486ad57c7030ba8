package dev.rollcall.acceptance.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Invariant I17: the clients make no mistakes, so whatever is not 2xx traces to a fault, and says
 * so in a way that a client can act on.
 */
final class AnswersCheck implements Check {

    private static final Set<Integer> AWAY = Set.of(502, 503, 504);
    private static final int UNAVAILABLE = 503;

    /** The shortest time that a part of the stack is waited for. */
    private static final Duration HELD_UP = Duration.ofMillis(900);

    @Override
    public String promise() {
        return "No failure that a fault did not cause; 502, 503 or 504 as a problem, never 500.";
    }

    @Override
    public List<Violation> judge(Run run) {
        List<Violation> violations = new ArrayList<>();
        for (Operation operation : run.operations()) {
            fault(operation, run.isTouched(operation) || isHeldUp(operation))
                    .ifPresent(
                            what ->
                                    violations.add(
                                            new Violation(
                                                    operation.requestId(),
                                                    what + " -- " + operation)));
        }
        return violations;
    }

    /** Some time-out ended it and it says so: on a slow machine that needs no fault. */
    private static boolean isHeldUp(Operation operation) {
        return operation.outcome() instanceof Outcome.Failed
                && Duration.between(operation.from(), operation.to()).compareTo(HELD_UP) >= 0;
    }

    private static Optional<String> fault(Operation operation, boolean touched) {
        return switch (operation.outcome()) {
            case Outcome.Ok ok -> Optional.empty();
            case Outcome.Unknown unknown ->
                    touched ? Optional.empty() : Optional.of("no answer, and no fault near");
            case Outcome.Failed failed -> fault(failed, touched);
        };
    }

    private static Optional<String> fault(Outcome.Failed failed, boolean touched) {
        if (!AWAY.contains(failed.status())) {
            return Optional.of("never to be answered");
        }
        if (!touched) {
            return Optional.of("no fault near");
        }
        if (!failed.isProblem()) {
            return Optional.of("not a problem");
        }
        return failed.status() == UNAVAILABLE && !failed.retryAfter()
                ? Optional.of("503 without Retry-After")
                : Optional.empty();
    }
}
