package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.resolve.LocalOrg;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One person with everything the mirror holds about them.
 *
 * @param orgs by effective membership, at most 100
 * @param activeSessions how many sessions of theirs are known to be open
 * @param history the last 100 looks at them that met or changed the row, youngest first
 */
@Serdeable
public record UserDetail(
        UserView user, List<LocalOrg> orgs, int activeSessions, List<SyncEvent> history) {

    public UserDetail {
        orgs = List.copyOf(orgs);
        history = List.copyOf(history);
    }
}
