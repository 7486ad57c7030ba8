package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.resolve.LocalOrg;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One person with everything the mirror holds about them.
 *
 * @param orgs by effective membership, at most 100
 * @param history the last 100 webhook events about them, youngest first
 */
@Serdeable
public record UserDetail(UserView user, List<LocalOrg> orgs, List<SyncEvent> history) {

    public UserDetail {
        orgs = List.copyOf(orgs);
        history = List.copyOf(history);
    }
}
