package dev.rollcall.identity.sync;

import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.identity.user.UserRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row, the handle and the organisations that go with it, read in one statement. */
record ResolvedUser(UserRow row, @Nullable String handle, List<LocalOrg> orgs) {

    ResolvedUser {
        orgs = List.copyOf(orgs);
    }
}
