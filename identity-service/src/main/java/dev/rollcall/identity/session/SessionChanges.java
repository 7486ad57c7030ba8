package dev.rollcall.identity.session;

import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.identity.change.Change;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Reduction;
import java.time.Instant;
import java.util.List;

/** What whoever remembers a session's tokens has to hear of a change. Pure. */
public final class SessionChanges {

    private SessionChanges() {}

    public static List<Change> of(
            ClerkSessionId session,
            MirrorState<SessionFacts> before,
            Reduction.Applied<SessionFacts> applied,
            Instant at) {
        if (isOver(before)
                || !(applied.next() instanceof MirrorState.Present<SessionFacts> present)
                || !present.facts().isFinal()) {
            return List.of();
        }
        return List.of(new Change.SessionRevoked(session, present.facts().userId(), at));
    }

    /** Whether there is nothing left to revoke. */
    public static boolean isOver(MirrorState<SessionFacts> state) {
        return switch (state) {
            case MirrorState.Unseen<SessionFacts> unseen -> false;
            case MirrorState.Stub<SessionFacts> stub -> false;
            case MirrorState.Present<SessionFacts> present -> present.facts().isFinal();
            case MirrorState.Gone<SessionFacts> gone -> true;
        };
    }
}
