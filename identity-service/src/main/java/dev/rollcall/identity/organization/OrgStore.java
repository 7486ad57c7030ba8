package dev.rollcall.identity.organization;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.RowStatements;
import dev.rollcall.identity.mirror.Version;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes Clerk's organisations by the batch, one statement each, in the caller's
 * transaction.
 */
@Singleton
public class OrgStore {

    private static final String FIND =
            """
            SELECT o.*, u.clerk_id AS owner_clerk_id
              FROM identity.orgs o
              LEFT JOIN identity.users u ON u.id = o.owner_id
             WHERE o.clerk_id = ANY(?::text[])
            """;

    /**
     * Under the version that is there already (an absence) the owner stays as it is: they were not
     * named, so they are not locked, and may be just going.
     */
    private static final String UPSERT =
            """
            INSERT INTO identity.orgs AS o (
                id, clerk_id, sync_status, name, slug, image_url, owner_id, clerk_created_at,
                version_updated_ms, version_observed_ms, version_hash, absent_at,
                last_synced_at, last_sync_source, created_at, updated_at)
            SELECT id, clerk_id, sync_status, name, slug, image_url, owner_id, clerk_created_at,
                   version_updated_ms, version_observed_ms, version_hash, absent_at,
                   last_synced_at, last_sync_source, written_at, updated_at
              FROM unnest(
                       ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                       ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[], ?::timestamptz[],
                       ?::timestamptz[], ?::text[], ?::timestamptz[], ?::timestamptz[]) AS n (
                       id, clerk_id, sync_status, name, slug, image_url, owner_id,
                       clerk_created_at, version_updated_ms, version_observed_ms, version_hash,
                       absent_at, last_synced_at, last_sync_source, written_at, updated_at)
            ON CONFLICT (clerk_id) DO UPDATE
               SET sync_status = EXCLUDED.sync_status, name = EXCLUDED.name, slug = EXCLUDED.slug,
                   image_url = EXCLUDED.image_url,
                   owner_id =
                       CASE WHEN (EXCLUDED.version_updated_ms, EXCLUDED.version_observed_ms,
                                  EXCLUDED.version_hash)
                                 = (o.version_updated_ms, o.version_observed_ms, o.version_hash)
                            THEN o.owner_id ELSE EXCLUDED.owner_id END,
                   clerk_created_at = EXCLUDED.clerk_created_at,
                   version_updated_ms = EXCLUDED.version_updated_ms,
                   version_observed_ms = EXCLUDED.version_observed_ms,
                   version_hash = EXCLUDED.version_hash, absent_at = EXCLUDED.absent_at,
                   last_synced_at = EXCLUDED.last_synced_at,
                   last_sync_source = EXCLUDED.last_sync_source,
                   updated_at = EXCLUDED.updated_at
             WHERE o.version_updated_ms IS NULL
                OR (EXCLUDED.version_updated_ms, EXCLUDED.version_observed_ms,
                    EXCLUDED.version_hash)
                   >= (o.version_updated_ms, o.version_observed_ms, o.version_hash)
            """;

    private static final String BLANK =
            """
            UPDATE identity.orgs
               SET clerk_id = NULL, sync_status = 'active', name = NULL, slug = NULL,
                   image_url = NULL, owner_id = NULL, clerk_created_at = NULL, absent_at = NULL,
                   version_updated_ms = NULL, version_observed_ms = NULL, version_hash = NULL,
                   deleted_at = n.at, updated_at = n.at
              FROM unnest(?::uuid[], ?::timestamptz[]) AS n (id, at)
             WHERE orgs.id = n.id
            """;

    private final RowStatements statements;

    OrgStore(RowStatements statements) {
        this.statements = statements;
    }

    public List<Entry<OrgFacts>> find(Collection<String> clerkIds) {
        return statements.list(FIND, clerkIds, ids -> ids.texts(id -> id), OrgRow.class).stream()
                .map(OrgStore::entry)
                .toList();
    }

    private static Entry<OrgFacts> entry(OrgRow row) {
        String clerkId = Objects.requireNonNull(row.clerkId());
        return Entry.stored(clerkId, row.id(), state(row), row.updatedAt());
    }

    private static MirrorState<OrgFacts> state(OrgRow row) {
        Version version =
                Version.of(row.versionUpdatedMs(), row.versionObservedMs(), row.versionHash());
        String name = row.name();
        if (version == null || name == null) {
            return new MirrorState.Stub<>(row.absentAt());
        }
        String owner = row.ownerClerkId();
        OrgFacts facts =
                new OrgFacts(
                        name,
                        row.slug(),
                        row.imageUrl(),
                        owner == null ? null : new ClerkUserId(owner),
                        row.clerkCreatedAt());
        return new MirrorState.Present<>(facts, version, row.absentAt());
    }

    /** {@code owners} knows the rows of all creators that this batch named; null for deleted. */
    public void upsert(
            List<Entry<OrgFacts>> entries, Function<ClerkUserId, @Nullable UUID> owners) {
        statements.run(
                UPSERT,
                entries,
                rows ->
                        rows.uuids(Entry::id)
                                .texts(Entry::clerkId)
                                .texts(Entry::syncStatus)
                                .texts(entry -> entry.fact(OrgFacts::name))
                                .texts(entry -> entry.fact(OrgFacts::slug))
                                .texts(entry -> entry.fact(OrgFacts::imageUrl))
                                .uuids(entry -> owner(entry, owners))
                                .times(entry -> entry.fact(OrgFacts::createdAt))
                                .versions(Entry::version)
                                .times(Entry::absentAt)
                                .times(Entry::syncedAt)
                                .texts(Entry::syncSource)
                                .times(Entry::writtenAt)
                                .times(Entry::updatedAt));
    }

    private static @Nullable UUID owner(
            Entry<OrgFacts> entry, Function<ClerkUserId, @Nullable UUID> owners) {
        ClerkUserId creator = entry.fact(OrgFacts::createdBy);
        return creator == null ? null : owners.apply(creator);
    }

    public void blank(List<UUID> ids, Instant at) {
        statements.run(BLANK, ids, rows -> rows.uuids(id -> id).times(id -> at));
    }
}
