package dev.rollcall.identity;

import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.token.AuthenticatedUser;
import java.time.Clock;
import java.util.UUID;

/** Invented people, organisations and memberships, written straight into the tables. */
final class People {

    private static final Uuid7 IDS = new Uuid7(Clock.systemUTC());

    private final RunningIdentity identity;

    People(RunningIdentity identity) {
        this.identity = identity;
    }

    /** Present at Clerk; the address is the id's. */
    UUID person() {
        UUID id = IDS.next();
        identity.execute(
                """
                INSERT INTO identity.users (
                    id, clerk_id, sync_status, email, first_name, last_name,
                    version_updated_ms, version_observed_ms, version_hash, created_at, updated_at)
                VALUES ('%s', '%s', 'active', '%s', 'First', 'Last-%s', 1, 1, 1, now(), now())
                """
                        .formatted(id, clerkId(id).value(), email(id), id));
        return id;
    }

    UUID org() {
        UUID id = IDS.next();
        identity.execute(
                """
                INSERT INTO identity.orgs (
                    id, clerk_id, sync_status, name,
                    version_updated_ms, version_observed_ms, version_hash, created_at, updated_at)
                VALUES ('%s', 'org_%s', 'active', 'Org-%s', 1, 1, 1, now(), now())
                """
                        .formatted(id, id.toString().replace("-", ""), id));
        return id;
    }

    void join(UUID person, UUID org, String role) {
        UUID id = IDS.next();
        identity.execute(
                """
                INSERT INTO identity.memberships (
                    id, clerk_id, org_id, user_id, role, clerk_created_at,
                    version_updated_ms, version_observed_ms, version_hash, created_at, updated_at)
                VALUES ('%s', 'orgmem_%s', '%s', '%s', '%s', now(), 1, 1, 1, now(), now())
                """
                        .formatted(id, id.toString().replace("-", ""), org, person, role));
    }

    void update(String table, UUID id, String assignments) {
        identity.execute(
                "UPDATE identity." + table + " SET " + assignments + " WHERE id = '" + id + "'");
    }

    static String email(UUID id) {
        return "p-" + id + "@example.com";
    }

    static ClerkUserId clerkId(UUID id) {
        return new ClerkUserId("user_" + id.toString().replace("-", ""));
    }

    /** As the gateway signs them. */
    static AuthenticatedUser signedIn(UUID id, String role) {
        return new AuthenticatedUser(
                new UserId(id),
                clerkId(id),
                new ClerkSessionId("sess_1"),
                new RequestId(UUID.randomUUID().toString()),
                role,
                "active",
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
