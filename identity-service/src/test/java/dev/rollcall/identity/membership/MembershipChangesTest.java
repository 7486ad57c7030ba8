package dev.rollcall.identity.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.change.Change;
import dev.rollcall.identity.mirror.MirrorReducer;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.mirror.Reduction;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipChangesTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final ClerkOrgId ORG = new ClerkOrgId("org_works");
    private static final ClerkUserId ADA = new ClerkUserId("user_ada");
    private static final Change CHANGED = new Change.MembershipChanged(ORG, ADA, AT);
    private static final Change REVOKED = new Change.MembershipRevoked(ORG, ADA, AT);

    @Test
    void aNewOneIsAChange() {
        assertEquals(List.of(CHANGED), told(new MirrorState.Unseen<>(), seen("member", 1)));
    }

    @Test
    void aRaisedRoleRevokesNothing() {
        assertEquals(List.of(CHANGED), told(after("member"), seen("admin", 2)));
    }

    @Test
    void aRoleThatMayBeLowerRevokes() {
        assertEquals(List.of(REVOKED, CHANGED), told(after("admin"), seen("member", 2)));
        assertEquals(List.of(REVOKED, CHANGED), told(after("editor"), seen("viewer", 2)));
    }

    @Test
    void theSameAgainIsToldToNobody() {
        assertEquals(List.of(), told(after("member"), seen("member", 2)));
    }

    @Test
    void aRemovalRevokesAlsoWhatWasNeverSeen() {
        assertEquals(List.of(REVOKED), told(after("member"), new Observation.Removed<>()));
        assertEquals(
                List.of(REVOKED), told(new MirrorState.Unseen<>(), new Observation.Removed<>()));
    }

    @Test
    void anAbsenceRevokes() {
        assertEquals(List.of(REVOKED), told(after("member"), new Observation.Missed<>(AT)));
    }

    private static List<Change> told(
            MirrorState<MembershipFacts> before, Observation<MembershipFacts> observation) {
        return MirrorReducer.reduce(before, observation)
                        instanceof Reduction.Applied<MembershipFacts> applied
                ? MembershipChanges.of(ORG, ADA, before, applied, AT)
                : List.of();
    }

    private static MirrorState<MembershipFacts> after(String role) {
        MirrorState<MembershipFacts> unseen = new MirrorState.Unseen<>();
        return MirrorReducer.reduce(unseen, seen(role, 1))
                        instanceof Reduction.Applied<MembershipFacts> applied
                ? applied.next()
                : unseen;
    }

    private static Observation<MembershipFacts> seen(String role, long updatedMs) {
        return Observation.Upserted.of(
                new MembershipFacts(ORG, ADA, role, AT), updatedMs, updatedMs);
    }
}
