package dev.rollcall.audit;

import dev.rollcall.contracts.start.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.testing.TestKeys;
import java.util.Map;

/** What a service under test runs on: a database with its migrations, and everybody's keys. */
public final class AuditStack {

    public static final TestDatabase DATABASE = TestDatabase.create(ServiceRole.AUDIT);
    public static final TestKeys KEYS = TestKeys.generate();
    public static final String MASTER_KEY = "bWFzdGVyLWtleS1tYXN0ZXIta2V5LW1hc3Rlci1rZXk=";
    public static final String TOMBSTONE_KEY = "dG9tYnN0b25lLWtleS10b21ic3RvbmUta2V5LTAwMDA=";

    private AuditStack() {}

    /** The settings of a service that uses this database. */
    public static Map<String, String> properties(TestDatabase database) {
        DatabaseUrl url =
                DatabaseUrl.parse("AUDIT_DATABASE_URL", database.url(ServiceRole.AUDIT), true);
        return Map.of(
                "micronaut.server.port",
                "-1",
                "rollcall.service.key",
                KEYS.serviceKey("audit"),
                "rollcall.trust.keys",
                KEYS.trustedKeys(),
                "rollcall.keys.master",
                MASTER_KEY,
                "rollcall.keys.tombstone",
                TOMBSTONE_KEY,
                "datasources.default.url",
                url.jdbcUrl(),
                "datasources.default.username",
                url.user(),
                "datasources.default.password",
                url.password(),
                // a slow machine is no fault
                "datasources.default.connection-timeout",
                "60000",
                "datasources.default.data-source-properties.socketTimeout",
                "240");
    }
}
