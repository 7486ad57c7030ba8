package dev.rollcall.identity.user;

import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.RowArrays;
import dev.rollcall.identity.mirror.RowStatements;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes people by the batch, one statement each, in the caller's transaction. */
@Singleton
public class UserStore {

    private static final String FIND =
            "SELECT u.* FROM identity.users u WHERE u.clerk_id = ANY(?::text[])";

    /** No upsert: that would look for each of them once more, and log that it did. */
    private static final String INSERT =
            """
            INSERT INTO identity.users (
                id, clerk_id, sync_status, email, email_verified, first_name, last_name, username,
                image_url, role, banned, locked, external_id, auth_provider, clerk_created_at,
                version_updated_ms, version_observed_ms, version_hash, absent_at,
                last_synced_at, last_sync_source, updated_at, next_sync_at, created_at)
            SELECT n.*, written_at
              FROM unnest(
                       ?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[],
                       ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[],
                       ?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[],
                       ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                       ?::timestamptz[], ?::timestamptz[]) AS n (
                       id, clerk_id, sync_status, email, email_verified, first_name,
                       last_name, username, image_url, role, banned, locked,
                       external_id, auth_provider, clerk_created_at, version_updated_ms,
                       version_observed_ms, version_hash, absent_at, last_synced_at,
                       last_sync_source, updated_at, written_at)
            """;

    /** The version decides once more, for whoever writes without our locks. */
    private static final String UPDATE =
            """
            UPDATE identity.users AS u
               SET sync_status = n.sync_status, email = n.email,
                   email_verified = n.email_verified, first_name = n.first_name,
                   last_name = n.last_name, username = n.username, image_url = n.image_url,
                   role = n.role, banned = n.banned, locked = n.locked,
                   external_id = n.external_id, auth_provider = n.auth_provider,
                   clerk_created_at = n.clerk_created_at,
                   version_updated_ms = n.version_updated_ms,
                   version_observed_ms = n.version_observed_ms, version_hash = n.version_hash,
                   absent_at = n.absent_at, last_synced_at = n.last_synced_at,
                   last_sync_source = n.last_sync_source,
                   sync_attempts =
                       CASE WHEN n.sync_status = 'active' THEN 0 ELSE u.sync_attempts END,
                   sync_error =
                       CASE WHEN n.sync_status = 'active' THEN NULL ELSE u.sync_error END,
                   updated_at = n.updated_at
              FROM unnest(
                       ?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[],
                       ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[],
                       ?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[],
                       ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                       ?::timestamptz[]) AS n (
                       id, clerk_id, sync_status, email, email_verified, first_name,
                       last_name, username, image_url, role, banned, locked,
                       external_id, auth_provider, clerk_created_at, version_updated_ms,
                       version_observed_ms, version_hash, absent_at, last_synced_at,
                       last_sync_source, updated_at)
             WHERE u.id = n.id AND u.clerk_id = n.clerk_id
               AND (u.version_updated_ms IS NULL
                    OR (n.version_updated_ms, n.version_observed_ms, n.version_hash)
                       >= (u.version_updated_ms, u.version_observed_ms, u.version_hash))
            """;

    /**
     * Blanks the person, the hash over their details included: the id stays, so that foreign keys
     * hold.
     */
    private static final String BLANK =
            """
            UPDATE identity.users
               SET clerk_id = NULL, sync_status = 'active', deleted_at = n.at, updated_at = n.at,
                   email = NULL, email_verified = false, first_name = NULL, last_name = NULL,
                   username = NULL, image_url = NULL, role = NULL, external_id = NULL,
                   auth_provider = NULL, claim_iat = NULL, claim_email = NULL,
                   claim_first_name = NULL, claim_last_name = NULL, claim_username = NULL,
                   claim_image_url = NULL, claim_role = NULL, contradicted_hash = NULL,
                   banned = false, locked = false, clerk_created_at = NULL, absent_at = NULL,
                   version_updated_ms = NULL, version_observed_ms = NULL, version_hash = NULL,
                   sync_error = NULL, next_sync_at = NULL
              FROM unnest(?::uuid[], ?::timestamptz[]) AS n (id, at)
             WHERE users.id = n.id
            """;

    private final RowStatements statements;

    UserStore(RowStatements statements) {
        this.statements = statements;
    }

    public List<Entry<UserFacts>> find(Collection<String> clerkIds) {
        return statements.list(FIND, clerkIds, ids -> ids.texts(id -> id), UserRow.class).stream()
                .map(UserStore::entry)
                .toList();
    }

    private static Entry<UserFacts> entry(UserRow row) {
        String clerkId = Objects.requireNonNull(row.clerkId());
        return Entry.stored(clerkId, row.id(), UserRows.state(row), row.updatedAt());
    }

    /** People without a row; the caller holds their locks. */
    public void insert(List<Entry<UserFacts>> entries) {
        statements.run(INSERT, entries, rows -> bind(rows).times(Entry::writtenAt));
    }

    public void update(List<Entry<UserFacts>> entries) {
        statements.run(UPDATE, entries, UserStore::bind);
    }

    private static RowArrays<Entry<UserFacts>> bind(RowArrays<Entry<UserFacts>> rows)
            throws SQLException {
        return rows.uuids(Entry::id)
                .texts(Entry::clerkId)
                .texts(Entry::syncStatus)
                .texts(entry -> entry.fact(it -> UserRows.text(it.email())))
                .flags(entry -> is(entry.fact(UserFacts::emailVerified)))
                .texts(entry -> entry.fact(it -> UserRows.text(it.firstName())))
                .texts(entry -> entry.fact(it -> UserRows.text(it.lastName())))
                .texts(entry -> entry.fact(it -> UserRows.text(it.username())))
                .texts(entry -> entry.fact(it -> UserRows.text(it.imageUrl())))
                .texts(entry -> entry.fact(UserFacts::role))
                .flags(entry -> is(entry.fact(UserFacts::banned)))
                .flags(entry -> is(entry.fact(UserFacts::locked)))
                .texts(entry -> entry.fact(UserFacts::externalId))
                .texts(entry -> entry.fact(UserFacts::authProvider))
                .times(entry -> entry.fact(UserFacts::createdAt))
                .versions(Entry::version)
                .times(Entry::absentAt)
                .times(Entry::syncedAt)
                .texts(Entry::syncSource)
                .times(Entry::updatedAt);
    }

    public void blank(List<UUID> ids, Instant at) {
        statements.run(BLANK, ids, rows -> rows.uuids(id -> id).times(id -> at));
    }

    private static boolean is(@Nullable Boolean flag) {
        return flag != null && flag;
    }
}
