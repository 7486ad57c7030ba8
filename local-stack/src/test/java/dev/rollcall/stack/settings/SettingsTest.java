package dev.rollcall.stack.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.clerk.ClerkInstance;
import dev.rollcall.stack.process.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

    private static final Path ROOT = Path.of("/srv/rollcall");
    private static final String PUBLISHABLE_KEY = "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k";

    @Test
    void isEmbeddedWithTheEmulatorByDefault() {
        Settings settings = Settings.of(Map.of(), ROOT);

        assertEquals(ROOT.resolve(".rollcall"), settings.home());
        assertInstanceOf(ClerkSource.Emulator.class, settings.clerk());
        assertInstanceOf(DatabaseSource.Embedded.class, settings.database());
        assertTrue(settings.restart());
    }

    @Test
    void takesEverythingFromTheEnvironment() {
        Map<String, String> environment = new HashMap<>(account());
        environment.put("ROLLCALL_HOME", "/var/lib/rollcall");
        environment.put("ROLLCALL_NO_RESTART", "1");
        environment.put("DATABASE_URL", "postgres://admin:secret@db.example.com/app");

        Settings settings = Settings.of(environment, ROOT);

        assertEquals(Path.of("/var/lib/rollcall"), settings.home());
        assertFalse(settings.restart());
        assertEquals(
                new ClerkSource.Account(
                        ClerkInstance.parse(PUBLISHABLE_KEY), "sk_test_secret", "whsec_secret"),
                settings.clerk());
        assertInstanceOf(DatabaseSource.Given.class, settings.database());
    }

    @Test
    void acceptsTheSpellingsOfFrontends() {
        Map<String, String> environment = new HashMap<>(account());
        environment.remove("CLERK_PUBLISHABLE_KEY");
        environment.put("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", PUBLISHABLE_KEY);

        assertInstanceOf(ClerkSource.Account.class, Settings.of(environment, ROOT).clerk());
    }

    @Test
    void acceptsSecretsInFiles(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "sk_test_from_file\n");
        Map<String, String> environment = new HashMap<>(account());
        environment.remove("CLERK_SECRET_KEY");
        environment.put("CLERK_SECRET_KEY_FILE", file.toString());

        ClerkSource.Account clerk =
                assertInstanceOf(ClerkSource.Account.class, Settings.of(environment, ROOT).clerk());

        assertEquals("sk_test_from_file", clerk.secretKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CLERK_PUBLISHABLE_KEY", "CLERK_SECRET_KEY", "CLERK_WEBHOOK_SIGNING_SECRET"})
    void namesWhatIsMissingOfClerk(String missing) {
        Map<String, String> environment = new HashMap<>(account());
        environment.remove(missing);

        String message = refusal(environment);

        assertTrue(message.contains(missing + " (Clerk dashboard"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void takesTheEmulatorsOwnKeyForTheEmulator() {
        Map<String, String> environment =
                Map.of("CLERK_PUBLISHABLE_KEY", ClerkSource.EMULATOR_PUBLISHABLE_KEY);

        assertInstanceOf(ClerkSource.Emulator.class, Settings.of(environment, ROOT).clerk());
    }

    @Test
    void refusesAWrongPublishableKey() {
        Map<String, String> environment = new HashMap<>(account());
        environment.put("CLERK_PUBLISHABLE_KEY", "pk_test_nonsense");

        assertTrue(refusal(environment).contains("CLERK_PUBLISHABLE_KEY"));
    }

    @Test
    void refusesAWrongDatabaseUrlWithoutRepeatingIt() {
        String message = refusal(Map.of("DATABASE_URL", "mysql://admin:secret@db/app"));

        assertTrue(message.contains("DATABASE_URL"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void keepsWhatPlaysAwayFromRealData() {
        Settings theirDatabase =
                Settings.of(Map.of("DATABASE_URL", "postgres://a:b@db.example.com/app"), ROOT);
        Settings theirClerk = Settings.of(account(), ROOT);

        assertThrows(
                StackException.class, () -> theirDatabase.requireOwnDatabaseAndEmulator("demo"));
        assertThrows(StackException.class, () -> theirClerk.requireOwnDatabaseAndEmulator("demo"));
        Settings.of(Map.of(), ROOT).requireOwnDatabaseAndEmulator("demo");
    }

    @Test
    void printsNoSecret() {
        assertFalse(Settings.of(account(), ROOT).toString().contains("secret"));
    }

    private static Map<String, String> account() {
        return Map.of(
                "CLERK_PUBLISHABLE_KEY",
                PUBLISHABLE_KEY,
                "CLERK_SECRET_KEY",
                "sk_test_secret",
                "CLERK_WEBHOOK_SIGNING_SECRET",
                "whsec_secret");
    }

    private static String refusal(Map<String, String> environment) {
        StackException refused =
                assertThrows(StackException.class, () -> Settings.of(environment, ROOT));
        return String.valueOf(refused.getMessage());
    }
}
