package dev.rollcall.identity.invitation;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.identity.mirror.Entry;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.RowStatements;
import dev.rollcall.identity.mirror.Version;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reads and writes invitations by the batch, one statement each, in the caller's transaction. */
@Singleton
public class InvitationStore {

    private static final String FIND =
            """
            SELECT i.*, o.clerk_id AS org_clerk_id
              FROM identity.invitations i
              JOIN identity.orgs o ON o.id = i.org_id
             WHERE i.clerk_id = ANY(?::text[])
            """;

    private static final String UPSERT =
            """
            INSERT INTO identity.invitations AS i (
                id, clerk_id, org_id, role, status, over, clerk_created_at, expires_at,
                version_updated_ms, version_observed_ms, version_hash, created_at, updated_at)
            SELECT id, clerk_id, org_id, role, status, over, clerk_created_at, expires_at,
                   version_updated_ms, version_observed_ms, version_hash, written_at, updated_at
              FROM unnest(
                       ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::boolean[],
                       ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[],
                       ?::timestamptz[], ?::timestamptz[]) AS n (
                       id, clerk_id, org_id, role, status, over, clerk_created_at, expires_at,
                       version_updated_ms, version_observed_ms, version_hash, written_at,
                       updated_at)
            ON CONFLICT (clerk_id) DO UPDATE
               SET org_id = EXCLUDED.org_id, role = EXCLUDED.role, status = EXCLUDED.status,
                   over = EXCLUDED.over, clerk_created_at = EXCLUDED.clerk_created_at,
                   expires_at = EXCLUDED.expires_at,
                   version_updated_ms = EXCLUDED.version_updated_ms,
                   version_observed_ms = EXCLUDED.version_observed_ms,
                   version_hash = EXCLUDED.version_hash, updated_at = EXCLUDED.updated_at
             WHERE (EXCLUDED.over, EXCLUDED.version_updated_ms, EXCLUDED.version_observed_ms,
                    EXCLUDED.version_hash)
                   >= (i.over, i.version_updated_ms, i.version_observed_ms, i.version_hash)
            """;

    private static final String DELETE_OF_ORGS =
            "DELETE FROM identity.invitations WHERE org_id = ANY(?::uuid[])";

    private final RowStatements statements;

    InvitationStore(RowStatements statements) {
        this.statements = statements;
    }

    public List<Entry<InvitationFacts>> find(Collection<String> clerkIds) {
        return statements
                .list(FIND, clerkIds, ids -> ids.texts(id -> id), InvitationRow.class)
                .stream()
                .map(InvitationStore::entry)
                .toList();
    }

    private static Entry<InvitationFacts> entry(InvitationRow row) {
        InvitationFacts facts =
                new InvitationFacts(
                        new ClerkOrgId(row.orgClerkId()),
                        row.role(),
                        row.status(),
                        row.clerkCreatedAt(),
                        row.expiresAt());
        Version version =
                new Version(row.versionUpdatedMs(), row.versionObservedMs(), row.versionHash());
        return Entry.stored(
                row.clerkId(),
                row.id(),
                new MirrorState.Present<>(facts, version, null),
                row.updatedAt());
    }

    /** {@code orgs} knows the rows of all organisations that this batch named. */
    public void upsert(List<Entry<InvitationFacts>> entries, Function<ClerkOrgId, UUID> orgs) {
        statements.run(
                UPSERT,
                entries,
                rows ->
                        rows.uuids(Entry::id)
                                .texts(Entry::clerkId)
                                .uuids(entry -> entry.fact(it -> orgs.apply(it.orgId())))
                                .texts(entry -> entry.fact(InvitationFacts::role))
                                .texts(entry -> entry.fact(InvitationFacts::status))
                                .flags(entry -> entry.fact(InvitationFacts::isFinal))
                                .times(entry -> entry.fact(InvitationFacts::createdAt))
                                .times(entry -> entry.fact(InvitationFacts::expiresAt))
                                .versions(Entry::version)
                                .times(Entry::writtenAt)
                                .times(Entry::updatedAt));
    }

    /** Invitations go with their organisation. */
    public void deleteOfOrgs(List<UUID> orgs) {
        statements.run(DELETE_OF_ORGS, orgs, rows -> rows.uuids(id -> id));
    }
}
