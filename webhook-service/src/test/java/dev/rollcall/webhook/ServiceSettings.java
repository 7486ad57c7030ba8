package dev.rollcall.webhook;

import dev.rollcall.contracts.start.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.testing.TestKeys;
import java.util.HashMap;
import java.util.Map;

/** The service as it runs in its tests: a database and keys of its own, delivery by hand. */
public final class ServiceSettings {

    public static final TestKeys KEYS = TestKeys.generate();

    /** Made up for tests. */
    public static final String SECRET = "whsec_" + "dGVzdC1zZWNyZXQtb25lLTAxMjM0NTY3ODk=";

    /** The older one, still accepted. */
    public static final String OLD_SECRET = "whsec_" + "dGVzdC1zZWNyZXQtdHdvLTAxMjM0NTY3ODk=";

    /** Made up for tests. */
    public static final String TOMBSTONE_KEY = "dG9tYnN0b25lLWtleS10b21ic3RvbmUta2V5LTAwMDA=";

    /** Made up for tests. */
    public static final String METRICS_TOKEN = "only-for-tests-only-for-tests-only";

    private ServiceSettings() {}

    public static Map<String, String> of(TestDatabase database) {
        DatabaseUrl url =
                DatabaseUrl.parse("WEBHOOK_DATABASE_URL", database.url(ServiceRole.WEBHOOK), true);
        Map<String, String> settings = new HashMap<>();
        settings.put("datasources.default.url", url.jdbcUrl());
        settings.put("datasources.default.username", url.user());
        settings.put("datasources.default.password", url.password());
        // a slow machine is no fault
        settings.put("datasources.default.connection-timeout", "60000");
        settings.put("datasources.default.data-source-properties.socketTimeout", "240");
        settings.put("micronaut.server.port", "-1");
        settings.put("rollcall.service.key", KEYS.serviceKey("webhook"));
        settings.put("rollcall.trust.keys", KEYS.trustedKeys());
        settings.put("rollcall.tombstone-key", TOMBSTONE_KEY);
        settings.put("rollcall.metrics.token", METRICS_TOKEN);
        settings.put("rollcall.webhook.secrets", SECRET + ',' + OLD_SECRET);
        settings.put("rollcall.webhook.delivery.enabled", "false");
        return settings;
    }
}
