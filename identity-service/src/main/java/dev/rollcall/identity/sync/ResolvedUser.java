package dev.rollcall.identity.sync;

import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.identity.user.UserRow;
import java.util.List;

/** A row and the organisations that go with it, read in one statement. */
record ResolvedUser(UserRow row, List<LocalOrg> orgs) {

    ResolvedUser {
        orgs = List.copyOf(orgs);
    }
}
