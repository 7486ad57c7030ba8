package dev.rollcall.stack.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {

    @TempDir private Path parent;
    private Path folder;
    private Secrets secrets;

    @BeforeEach
    void choose() {
        folder = parent.resolve("secrets");
        secrets = new Secrets(folder);
    }

    @Test
    void staysTheSameOverARestart() {
        assertEquals(secrets.masterKey(), new Secrets(folder).masterKey());
        assertEquals(secrets.privateKey("audit.1"), new Secrets(folder).privateKey("audit.1"));
        assertEquals(secrets.rolePasswords(), new Secrets(folder).rolePasswords());
    }

    @Test
    void isReadByItsOwnerOnly() throws IOException {
        secrets.masterKey();
        secrets.trustedKeys();

        assertEquals("rwx------", permissions(folder));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", permissions(file), file.toString());
            }
        }
    }

    @Test
    void hasTheShapesThatServicesExpect() throws ParseException {
        assertEquals(32, Base64.getDecoder().decode(secrets.masterKey()).length);
        assertEquals(32, Base64.getDecoder().decode(secrets.tombstoneKey()).length);
        assertNotEquals(secrets.masterKey(), secrets.tombstoneKey());
        assertTrue(secrets.clerkSecretKey().startsWith("sk_test_"));
        assertEquals(32, WebhookSignature.secret(secrets.webhookSecret()).length);
        assertEquals("gateway.1", ECKey.parse(secrets.privateKey("gateway.1")).getKeyID());
    }

    @Test
    void publishesPublicKeysOnly() throws ParseException {
        JWKSet trusted = JWKSet.parse(secrets.trustedKeys());

        assertEquals(ServiceKeys.KEY_IDS.size(), trusted.getKeys().size());
        assertFalse(trusted.containsNonPublicKeys());
    }

    @Test
    void givesEachRoleItsOwnPassword() {
        assertEquals(
                ServiceRole.values().length,
                new HashSet<>(secrets.rolePasswords().values()).size());
    }

    @Test
    void refusesASecretThatWasEmptied() throws IOException {
        secrets.masterKey();
        Files.writeString(folder.resolve("master.key"), "");

        assertThrows(StackException.class, () -> secrets.masterKey());
    }

    @Test
    void refusesAKeyThatWasBroken() throws IOException {
        secrets.privateKey("audit.1");
        Files.writeString(folder.resolve("audit.1.jwk"), "{\"kty\":\"EC\",\"d\":\"oops\"}");

        StackException refused =
                assertThrows(StackException.class, () -> secrets.privateKey("audit.1"));

        assertFalse(String.valueOf(refused.getMessage()).contains("oops"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
