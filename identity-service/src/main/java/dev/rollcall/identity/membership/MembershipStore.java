package dev.rollcall.identity.membership;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.RowArrays;
import dev.rollcall.identity.mirror.RowStatements;
import dev.rollcall.identity.mirror.Version;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads and writes memberships by the batch, one statement each, in the caller's transaction. A
 * membership is written only by whoever holds the locks of its organisation and its person.
 */
@Singleton
public class MembershipStore {

    private static final String FIND =
            """
            SELECT m.*, o.clerk_id AS org_clerk_id, u.clerk_id AS user_clerk_id
              FROM identity.memberships m
              JOIN identity.orgs o ON o.id = m.org_id
              JOIN identity.users u ON u.id = m.user_id
             WHERE m.clerk_id = ANY(?::text[])
            """;

    /** Local ones too, which end with their person. */
    private static final String FIND_LIVE_OF =
            """
            SELECT m.*, o.clerk_id AS org_clerk_id, u.clerk_id AS user_clerk_id
              FROM identity.memberships m
              JOIN identity.orgs o ON o.id = m.org_id
              JOIN identity.users u ON u.id = m.user_id
             WHERE m.deleted_at IS NULL
               AND (m.org_id = ANY(?::uuid[]) OR m.user_id = ANY(?::uuid[]))
            """;

    private static final String UPSERT =
            """
            INSERT INTO identity.memberships AS m (
                id, clerk_id, org_id, user_id, role, clerk_created_at,
                version_updated_ms, version_observed_ms, version_hash, absent_at,
                created_at, updated_at)
            SELECT id, clerk_id, org_id, user_id, role, clerk_created_at,
                   version_updated_ms, version_observed_ms, version_hash, absent_at,
                   written_at, updated_at
              FROM unnest(
                       ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[],
                       ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[],
                       ?::timestamptz[], ?::timestamptz[]) AS n (
                       id, clerk_id, org_id, user_id, role, clerk_created_at,
                       version_updated_ms, version_observed_ms, version_hash, absent_at,
                       written_at, updated_at)
            ON CONFLICT (clerk_id) DO UPDATE
               SET org_id = EXCLUDED.org_id, user_id = EXCLUDED.user_id, role = EXCLUDED.role,
                   clerk_created_at = EXCLUDED.clerk_created_at,
                   version_updated_ms = EXCLUDED.version_updated_ms,
                   version_observed_ms = EXCLUDED.version_observed_ms,
                   version_hash = EXCLUDED.version_hash, absent_at = EXCLUDED.absent_at,
                   updated_at = EXCLUDED.updated_at
             WHERE m.deleted_at IS NULL
               AND (EXCLUDED.version_updated_ms, EXCLUDED.version_observed_ms,
                    EXCLUDED.version_hash)
                   >= (m.version_updated_ms, m.version_observed_ms, m.version_hash)
            """;

    private static final String END =
            """
            UPDATE identity.memberships
               SET deleted_at = n.at, updated_at = n.at
              FROM unnest(?::uuid[], ?::timestamptz[]) AS n (id, at)
             WHERE memberships.id = n.id AND deleted_at IS NULL
            """;

    private final JdbcOperations jdbc;
    private final RowStatements statements;

    MembershipStore(JdbcOperations jdbc, RowStatements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    public List<Entry<MembershipFacts>> find(Collection<String> clerkIds) {
        return statements
                .list(FIND, clerkIds, ids -> ids.texts(id -> id), MembershipRow.class)
                .stream()
                .map(MembershipStore::entry)
                .toList();
    }

    /** What ends with these organisations and people. */
    public LiveMemberships findLiveOf(Collection<UUID> orgs, Collection<UUID> users) {
        LiveMemberships live = new LiveMemberships(new ArrayList<>(), new ArrayList<>());
        if (orgs.isEmpty() && users.isEmpty()) {
            return live;
        }
        return jdbc.prepareStatement(
                FIND_LIVE_OF,
                statement -> {
                    new RowArrays<UUID>(statement, orgs).uuids(id -> id);
                    statement.setArray(
                            2, statement.getConnection().createArrayOf("uuid", users.toArray()));
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            add(live, jdbc.readEntity(rows, MembershipRow.class));
                        }
                    }
                    return live;
                });
    }

    private static void add(LiveMemberships live, MembershipRow row) {
        if (row.clerkId() == null) {
            live.local()
                    .add(
                            new LiveMemberships.Local(
                                    row.id(), row.orgId(), row.userId(), row.role()));
        } else {
            live.mirrored().add(new LiveMemberships.Mirrored(entry(row), row.orgId()));
        }
    }

    private static Entry<MembershipFacts> entry(MembershipRow row) {
        String clerkId = Objects.requireNonNull(row.clerkId());
        return Entry.stored(clerkId, row.id(), state(row), row.updatedAt());
    }

    private static MirrorState<MembershipFacts> state(MembershipRow row) {
        Version version =
                Version.of(row.versionUpdatedMs(), row.versionObservedMs(), row.versionHash());
        String org = row.orgClerkId();
        String user = row.userClerkId();
        if (row.deletedAt() != null || org == null || user == null || version == null) {
            return new MirrorState.Gone<>();
        }
        MembershipFacts facts =
                new MembershipFacts(
                        new ClerkOrgId(org),
                        new ClerkUserId(user),
                        row.role(),
                        row.clerkCreatedAt());
        return new MirrorState.Present<>(facts, version, row.absentAt());
    }

    /** {@code orgs} and {@code users} know the rows of all parents. */
    public void upsert(
            List<Entry<MembershipFacts>> entries,
            Function<ClerkOrgId, UUID> orgs,
            Function<ClerkUserId, UUID> users) {
        statements.run(
                UPSERT,
                entries,
                rows ->
                        rows.uuids(Entry::id)
                                .texts(Entry::clerkId)
                                .uuids(entry -> entry.fact(it -> orgs.apply(it.orgId())))
                                .uuids(entry -> entry.fact(it -> users.apply(it.userId())))
                                .texts(entry -> entry.fact(MembershipFacts::role))
                                .times(entry -> entry.fact(MembershipFacts::createdAt))
                                .versions(Entry::version)
                                .times(Entry::absentAt)
                                .times(Entry::writtenAt)
                                .times(Entry::updatedAt));
    }

    public void end(Collection<UUID> ids, Instant at) {
        statements.run(END, ids, rows -> rows.uuids(id -> id).times(id -> at));
    }
}
