package dev.rollcall.clerk.directory;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Change;
import dev.rollcall.clerk.state.Ids;
import dev.rollcall.clerk.state.Kind;
import dev.rollcall.clerk.state.Tables;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to sessions, each with its event. That one merely expires is told by no event, as
 * in Clerk: it shows in its status. Stateless.
 */
public final class Sessions {

    private static final long LIFETIME = Duration.ofDays(7).toMillis();
    private static final long ABANDONED_AFTER = Duration.ofDays(30).toMillis();

    /** How a session begins: with everything done, or with tasks still open. */
    public enum Beginning {
        ACTIVE("active", "session.created"),
        PENDING("pending", "session.pending");

        private final String status;
        private final String event;

        Beginning(String status, String event) {
            this.status = status;
            this.event = event;
        }
    }

    /** How a session ends: its status, and the name of its event. */
    public enum Ending {
        REVOKED,
        ENDED,
        REMOVED;

        private String status() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Sessions() {}

    public static Document get(Tables tables, String id) {
        return tables.find(Kind.SESSIONS, id).orElseThrow(() -> ClerkFault.notFound("session"));
    }

    /** As it stands at that time: past its end, an active session is expired. */
    public static Document shown(Document session, long now) {
        boolean over = isLive(session) && session.number("expire_at") <= now;
        return over ? session.with("status", "expired") : session;
    }

    /** Whether tokens can be made for it. */
    public static boolean isUsable(Document session, long now) {
        return isLive(shown(session, now));
    }

    public static Optional<Document> newestUsable(Tables tables, String userId, long now) {
        return tables.findBy(Kind.SESSIONS, "user_id", userId).stream()
                .filter(it -> isUsable(it, now))
                .max(Comparator.comparingLong(it -> it.number("created_at")));
    }

    /** A new client where none is given; it also counts as the user's sign-in. */
    public static Document create(
            Change change,
            String userId,
            Beginning beginning,
            @Nullable String clientId,
            @Nullable String organizationId) {
        Document user = Users.get(change.tables(), userId);
        requireAllowed(change, user, organizationId);
        long now = change.now();
        change.update(Kind.USERS, user.with("last_sign_in_at", now).with("last_active_at", now));
        Document session =
                Document.of(
                        "id",
                        Ids.next("sess_"),
                        "object",
                        "session",
                        "user_id",
                        userId,
                        "client_id",
                        clientId == null ? Ids.next("client_") : clientId,
                        "actor",
                        null,
                        "status",
                        beginning.status,
                        "last_active_organization_id",
                        organizationId,
                        "last_active_at",
                        now,
                        "latest_activity",
                        null,
                        "expire_at",
                        now + LIFETIME,
                        "abandon_at",
                        now + ABANDONED_AFTER,
                        "created_at",
                        now,
                        "updated_at",
                        now);
        change.put(Kind.SESSIONS, session);
        emit(change, beginning.event, session);
        return session;
    }

    private static void requireAllowed(
            Change change, Document user, @Nullable String organizationId) {
        if (change.tables().isFull(Kind.SESSIONS)) {
            throw ClerkFault.full("sessions");
        }
        if (user.flag("banned")) {
            throw new ClerkFault(
                    403, "user_banned", "User is banned", "A banned user cannot sign in.");
        }
        if (user.flag("locked")) {
            throw new ClerkFault(
                    403, "user_locked", "User is locked", "A locked user cannot sign in.");
        }
        if (organizationId != null
                && Memberships.find(change.tables(), organizationId, user.id()).isEmpty()) {
            throw ClerkFault.notFound("organization membership");
        }
    }

    /** Ending what has ended already changes nothing and tells nobody. */
    public static Document end(Change change, String id, Ending ending) {
        Document session = get(change.tables(), id);
        if (!isLive(session)) {
            return session;
        }
        Document ended = change.update(Kind.SESSIONS, session.with("status", ending.status()));
        emit(change, "session." + ending.status(), ended);
        return ended;
    }

    /** Makes one of the user's organizations the active one; null for the personal account. */
    public static Document activate(Change change, String id, @Nullable String organizationId) {
        Document session = get(change.tables(), id);
        if (organizationId != null
                && Memberships.find(change.tables(), organizationId, session.text("user_id"))
                        .isEmpty()) {
            throw ClerkFault.notFound("organization membership");
        }
        return change.update(
                Kind.SESSIONS, session.with("last_active_organization_id", organizationId));
    }

    static void revokeAll(Change change, String userId) {
        for (Document session : change.tables().findBy(Kind.SESSIONS, "user_id", userId)) {
            end(change, session.id(), Ending.REVOKED);
        }
    }

    static void clearOrganization(Change change, String userId, String organizationId) {
        List<Document> sessions = change.tables().findBy(Kind.SESSIONS, "user_id", userId);
        for (Document session : sessions) {
            if (organizationId.equals(session.textOrNull("last_active_organization_id"))) {
                activate(change, session.id(), null);
            }
        }
    }

    private static boolean isLive(Document session) {
        String status = session.text("status");
        return status.equals("active") || status.equals("pending");
    }

    private static void emit(Change change, String type, Document session) {
        String userId = session.text("user_id");
        Document user = Users.get(change.tables(), userId);
        change.emit(type, session.with("user", user), userId);
    }
}
