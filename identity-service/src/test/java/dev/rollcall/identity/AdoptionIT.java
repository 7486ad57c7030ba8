package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.stack.adopt.ImportCommand;
import dev.rollcall.stack.adopt.ImportOrder;
import dev.rollcall.stack.postgres.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An imported person who arrives gets their row: the id stays. */
class AdoptionIT {

    private static final String ID = "01890000-0000-7000-8000-00000000000a";

    private final RunningIdentity identity = new RunningIdentity(Map.of());

    @AfterEach
    void stop() {
        identity.close();
    }

    @Test
    void theFirstEventLinksTheImportedRowOnce() {
        imported("ada@example.com", true);

        created("msg_1", "user_ada");
        created("msg_2", "user_double");

        assertEquals(
                ID, identity.value("SELECT id FROM identity.users WHERE clerk_id = 'user_ada'"));
        assertEquals(
                "clerk active Ada",
                identity.value(
                        "SELECT origin || ' ' || sync_status || ' ' || first_name"
                                + " FROM identity.users WHERE clerk_id = 'user_ada'"));
        assertEquals("2", identity.value("SELECT count(*) FROM identity.users"));
    }

    @Test
    void anImportedTableKeepsItsIds(@TempDir Path folder) throws IOException {
        String users =
                "id,email,email_verified,clerk_id\n"
                        + ID
                        + ",ada@example.com,true,\n"
                        + "01890000-0000-7000-8000-00000000000b,,,user_bob\n";

        assertEquals(0, importUsers(folder, users, true));
        assertEquals("0", identity.value("SELECT count(*) FROM identity.users"));
        assertEquals(0, importUsers(folder, users, false));
        created("msg_1", "user_ada");

        assertEquals(
                ID, identity.value("SELECT id FROM identity.users WHERE clerk_id = 'user_ada'"));
        assertEquals("2", identity.value("SELECT count(*) FROM identity.users"));
    }

    @Test
    void oneBadRowAndNothingIsImported(@TempDir Path folder) throws IOException {
        importUsers(folder, "id\n" + ID + "\n", false);

        assertEquals(
                1,
                importUsers(
                        folder, "id\n01890000-0000-7000-8000-00000000000c\n" + ID + "\n", false));

        assertEquals("1", identity.value("SELECT count(*) FROM identity.users"));
    }

    @Test
    void anAddressThatNobodyVerifiedLinksNothing() {
        imported("ada@example.com", false);

        created("msg_1", "user_ada");

        assertEquals(
                "1", identity.value("SELECT count(*) FROM identity.users WHERE origin = 'local'"));
    }

    @Test
    void somebodyWhomClerkDeletedGetsNoRow() {
        identity.apply(
                "msg_1",
                "user.deleted",
                "{\"type\":\"user.deleted\",\"timestamp\":1793610900000,"
                        + "\"data\":{\"id\":\"user_ada\",\"deleted\":true}}");
        imported("ada@example.com", true);

        created("msg_2", "user_ada");

        assertEquals(
                "1", identity.value("SELECT count(*) FROM identity.users WHERE origin = 'local'"));
    }

    private int importUsers(Path folder, String csv, boolean dryRun) throws IOException {
        Path file = Files.writeString(folder.resolve("users.csv"), csv);
        DatabaseUrl database = DatabaseUrl.parse("test", identity.databaseUrl(), true);
        return new ImportCommand(database, database, System.out)
                .run(new ImportOrder(file.toString(), "", "", "", "", dryRun));
    }

    private void imported(String email, boolean verified) {
        identity.execute(
                """
                INSERT INTO identity.users (
                    id, origin, sync_status, email, email_verified, created_at, updated_at)
                VALUES ('%s', 'local', 'active', '%s', %b, now(), now())
                """
                        .formatted(ID, email, verified));
    }

    private void created(String messageId, String clerkId) {
        long now = Instant.now().toEpochMilli();
        identity.apply(
                messageId,
                "user.created",
                """
                {"type":"user.created","timestamp":%d,"data":{"id":"%s","first_name":"Ada",
                 "primary_email_address_id":"idn_1","email_addresses":[{"id":"idn_1",
                 "email_address":"Ada@example.com","verification":{"status":"verified"}}],
                 "public_metadata":{},"created_at":%d,"updated_at":%d}}
                """
                        .formatted(now, clerkId, now, now));
    }
}
