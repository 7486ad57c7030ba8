package dev.rollcall.stack.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.secret.Secrets;
import dev.rollcall.stack.settings.Home;
import dev.rollcall.stack.settings.PortPlan;
import dev.rollcall.stack.settings.Service;
import dev.rollcall.stack.settings.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChildEnvironmentTest {

    private static final Map<String, String> ACCOUNT =
            Map.of(
                    "CLERK_PUBLISHABLE_KEY", "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k",
                    "CLERK_SECRET_KEY", "sk_test_theirs",
                    "CLERK_WEBHOOK_SIGNING_SECRET", "whsec_theirs",
                    "CLERK_AUTHORIZED_PARTIES", "https://app.example.com");

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void tellsEachServiceItsPortOnLoopback(Service service) {
        Map<String, String> variables = environment(Map.of()).of(service);

        assertEquals("127.0.0.1", variables.get("ROLLCALL_BIND"));
        assertEquals(
                Integer.toString(service.defaultPort()), variables.get(service.portVariable()));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUDIT", "IDENTITY", "WEBHOOK"})
    void givesADatabaseToItsOwnService(Service service) {
        Set<String> databases = new HashSet<>(environment(Map.of()).of(service).keySet());
        databases.removeIf(name -> !name.endsWith("DATABASE_URL"));

        assertEquals(Set.of(service.name() + "_DATABASE_URL"), databases);
    }

    @Test
    void givesTheMasterKeyToTheAuditServiceOnly() {
        ChildEnvironment environment = environment(Map.of());

        for (Service service : Service.values()) {
            assertEquals(
                    service == Service.AUDIT,
                    environment.of(service).containsKey("ROLLCALL_MASTER_KEY"),
                    service.title());
        }
    }

    @Test
    void pointsEverybodyToTheEmulator() {
        ChildEnvironment environment = environment(Map.of());

        Map<String, String> gateway = environment.of(Service.GATEWAY);
        Map<String, String> clerk = environment.of(Service.CLERK);

        assertEquals("http://127.0.0.1:8085/.well-known/jwks.json", gateway.get("CLERK_JWKS_URL"));
        assertEquals(
                "http://127.0.0.1:8080/api/webhooks/clerk",
                clerk.get("ROLLCALL_CLERK_WEBHOOK_URL"));
        assertEquals(
                clerk.get("CLERK_SECRET_KEY"),
                environment.of(Service.IDENTITY).get("CLERK_SECRET_KEY"));
        assertEquals(
                clerk.get("CLERK_WEBHOOK_SIGNING_SECRET"),
                environment.of(Service.WEBHOOK).get("CLERK_WEBHOOK_SIGNING_SECRET"));
    }

    @Test
    void pointsEverybodyToClerkWhereItsKeysAreSet() {
        ChildEnvironment environment = environment(ACCOUNT);

        Map<String, String> gateway = environment.of(Service.GATEWAY);

        assertFalse(gateway.containsKey("CLERK_JWKS_URL"));
        assertEquals("https://app.example.com", gateway.get("CLERK_AUTHORIZED_PARTIES"));
        assertEquals("https://clerk.example.com", gateway.get("ROLLCALL_CLERK_FRONTEND_URL"));
        assertEquals("sk_test_theirs", environment.of(Service.IDENTITY).get("CLERK_SECRET_KEY"));
        assertEquals(
                "whsec_theirs",
                environment.of(Service.WEBHOOK).get("CLERK_WEBHOOK_SIGNING_SECRET"));
    }

    @Test
    void passesTuningOnButNoSecretAndNoForeignVariable() {
        Map<String, String> given =
                Map.of(
                        "ROLLCALL_CLERK_RETRY_SCALE", "0.5",
                        "ROLLCALL_MASTER_KEY", "bWFzdGVy",
                        "ROLLCALL_HOME", "/tmp/elsewhere",
                        "AWS_SECRET_ACCESS_KEY", "not ours",
                        "PATH", "/usr/bin");

        Map<String, String> clerk = environment(given).of(Service.CLERK);

        assertEquals("0.5", clerk.get("ROLLCALL_CLERK_RETRY_SCALE"));
        assertEquals("/usr/bin", clerk.get("PATH"));
        for (String name :
                new String[] {"ROLLCALL_MASTER_KEY", "ROLLCALL_HOME", "AWS_SECRET_ACCESS_KEY"}) {
            assertFalse(clerk.containsKey(name), name);
        }
        assertEquals("bWFzdGVy", environment(given).of(Service.AUDIT).get("ROLLCALL_MASTER_KEY"));
    }

    @Test
    void givesTheSampleNothingToSignWith() {
        Map<String, String> sample = environment(Map.of()).of(Service.SAMPLE);

        assertTrue(sample.containsKey("ROLLCALL_TRUSTED_KEYS"));
        assertFalse(sample.containsKey("ROLLCALL_SERVICE_KEY"));
    }

    private ChildEnvironment environment(Map<String, String> variables) {
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ports.put(service, service.defaultPort());
        }
        Map<ServiceRole, String> databases = new HashMap<>();
        for (ServiceRole role : ServiceRole.values()) {
            databases.put(role, "postgresql://" + role.role() + "@127.0.0.1:5432/rollcall");
        }
        return new ChildEnvironment(
                Settings.of(variables, folder),
                new Home(folder),
                new PortPlan(ports, 5432),
                new Secrets(folder.resolve("secrets")),
                databases);
    }
}
