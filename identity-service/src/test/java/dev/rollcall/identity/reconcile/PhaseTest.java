package dev.rollcall.identity.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhaseTest {

    @Test
    void seesEverythingBeforeItJudgesAbsence() {
        assertEquals(
                List.of(
                        Phase.SWEEP_ORGS,
                        Phase.SWEEP_MEMBERSHIPS,
                        Phase.ABSENCE_USERS,
                        Phase.ABSENCE_ORGS,
                        Phase.ABSENCE_MEMBERSHIPS,
                        Phase.DONE),
                after(Phase.SWEEP_USERS, null));
    }

    @Test
    void aRunOfOneKindPassesItsOwnPhasesOnly() {
        assertEquals(
                List.of(Phase.ABSENCE_USERS, Phase.DONE), after(Phase.SWEEP_USERS, Entity.USERS));
        assertEquals(
                List.of(Phase.ABSENCE_MEMBERSHIPS, Phase.DONE),
                after(Phase.SWEEP_MEMBERSHIPS, Entity.MEMBERSHIPS));
    }

    private static List<Phase> after(Phase first, @Nullable Entity only) {
        return Stream.iterate(first, phase -> phase != Phase.DONE, phase -> phase.next(only))
                .map(phase -> phase.next(only))
                .toList();
    }
}
