package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.problem.ProblemCode;

/** Whether a raw request may be read at all. */
public sealed interface HygieneVerdict {

    HygieneVerdict CLEAN = new Clean();

    record Clean() implements HygieneVerdict {}

    /**
     * It is answered at the edge.
     *
     * @param reason stable word for the log: what was wrong, never what was sent
     */
    record Refused(ProblemCode code, String reason) implements HygieneVerdict {}
}
