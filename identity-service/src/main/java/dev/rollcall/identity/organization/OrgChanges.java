package dev.rollcall.identity.organization;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.identity.change.Change;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Reduction;
import java.time.Instant;
import java.util.List;

/** What whoever remembers an organisation has to hear of a change. Pure. */
public final class OrgChanges {

    private OrgChanges() {}

    public static List<Change> of(
            ClerkOrgId org,
            MirrorState<OrgFacts> before,
            Reduction.Applied<OrgFacts> applied,
            Instant at) {
        boolean heard =
                switch (applied.change()) {
                    case STUBBED, CONFIRMED, MISSED -> isAbsent(before) != isAbsent(applied.next());
                    case CREATED, UPDATED, DELETED -> true;
                };
        return heard ? List.of(new Change.OrgChanged(org, at)) : List.of();
    }

    private static boolean isAbsent(MirrorState<OrgFacts> state) {
        return switch (state) {
            case MirrorState.Unseen<OrgFacts> unseen -> false;
            case MirrorState.Stub<OrgFacts> stub -> stub.absentAt() != null;
            case MirrorState.Present<OrgFacts> present -> present.isAbsent();
            case MirrorState.Gone<OrgFacts> gone -> true;
        };
    }
}
