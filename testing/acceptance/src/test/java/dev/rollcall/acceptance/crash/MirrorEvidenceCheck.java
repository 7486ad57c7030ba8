package dev.rollcall.acceptance.crash;

import dev.rollcall.acceptance.crash.Stored.Creations;
import java.util.List;

/** Invariant I8 for the mirror: the record is committed with the change and arrives once. */
final class MirrorEvidenceCheck implements Check {

    @Override
    public String promise() {
        return "Every person in the mirror has one record of user.created.";
    }

    @Override
    public List<Violation> judge(Run run) {
        Creations creations = run.stored().creations();
        return creations.people() == creations.records()
                ? List.of()
                : List.of(
                        new Violation(
                                "",
                                creations.people()
                                        + " people, "
                                        + creations.records()
                                        + " records of user.created"));
    }
}
