package dev.rollcall.identity.user;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.change.Change;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Reduction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What whoever remembers a person has to hear of a change. Pure. */
public final class UserChanges {

    private UserChanges() {}

    public static List<Change> of(
            ClerkUserId user,
            MirrorState<UserFacts> before,
            Reduction.Applied<UserFacts> applied,
            Instant at) {
        boolean was = isRefused(before);
        boolean is = isRefused(applied.next());
        List<Change> changes = new ArrayList<>();
        switch (applied.change()) {
            case STUBBED, CONFIRMED, MISSED -> {
                if (was != is) {
                    changes.add(new Change.UserChanged(user, at));
                }
            }
            case CREATED, UPDATED -> changes.add(new Change.UserChanged(user, at));
            case DELETED -> changes.add(new Change.UserRevoked(user, at));
        }
        if (!was && is && applied.change() != Reduction.Change.DELETED) {
            changes.add(new Change.UserRevoked(user, at));
        }
        if (was && !is) {
            changes.add(new Change.UserReadmitted(user, at));
        }
        return changes;
    }

    /** Banned, absent or gone. */
    private static boolean isRefused(MirrorState<UserFacts> state) {
        return switch (state) {
            case MirrorState.Unseen<UserFacts> unseen -> false;
            case MirrorState.Stub<UserFacts> stub -> stub.absentAt() != null;
            case MirrorState.Present<UserFacts> present ->
                    present.facts().banned() || present.isAbsent();
            case MirrorState.Gone<UserFacts> gone -> true;
        };
    }
}
