package dev.rollcall.identity.admin;

import dev.rollcall.contracts.admin.UserDetail;
import dev.rollcall.contracts.admin.UserView;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.paging.LocalIds;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Reads one person whole, by Clerk's id or ours; the deleted and the local have ours only. */
@Singleton
class ReadUser {

    private final UserListRepository users;
    private final UserHistoryRepository history;
    private final Clock clock;

    ReadUser(UserListRepository users, UserHistoryRepository history, Clock clock) {
        this.users = users;
        this.history = history;
        this.clock = clock;
    }

    /** Throws ProblemException 404, the same for every text that is nobody's id. */
    @Transactional
    UserDetail run(String id) {
        UserView user =
                find(id).orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemCode.NOT_FOUND, "There is no such user."));
        ClerkUserId clerkId = user.clerkId();
        return new UserDetail(
                user,
                history.listOrgs(user.id()),
                clerkId == null ? 0 : history.countActiveSessions(clerkId, clock.instant()),
                history.listEvents(user.id()));
    }

    private Optional<UserView> find(String id) {
        return clerkId(id)
                .flatMap(users::find)
                .or(() -> LocalIds.parse(id).map(UserId::new).flatMap(users::find));
    }

    private static Optional<ClerkUserId> clerkId(String text) {
        try {
            return Optional.of(new ClerkUserId(text));
        } catch (IllegalArgumentException anotherForm) {
            return Optional.empty();
        }
    }
}
