package dev.rollcall.stack.launch;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.secret.Secrets;
import dev.rollcall.stack.settings.ClerkSource;
import dev.rollcall.stack.settings.Home;
import dev.rollcall.stack.settings.PortPlan;
import dev.rollcall.stack.settings.Service;
import dev.rollcall.stack.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment of each service: only what it needs, so that no process holds another one's key.
 * What the person has set for tuning (ROLLCALL_*) is passed on.
 *
 * @param databases the URL of each service's own role
 */
record ChildEnvironment(
        Settings settings,
        Home home,
        PortPlan ports,
        Secrets secrets,
        Map<ServiceRole, String> databases) {

    private static final List<String> SYSTEM = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    private static final Set<String> NOT_FOR_ALL =
            Set.of("ROLLCALL_HOME", "ROLLCALL_NO_RESTART", "ROLLCALL_JAVA_HOME");

    /** What webhook-service alone calls, with secrets. */
    private static final List<String> OUTGOING = List.of("ROLLCALL_FORWARD_", "ROLLCALL_NOTIFY_");

    /** Seconds instead of minutes between a webhook's attempts: this is a person's machine. */
    private static final String RETRY_SCALE = "0.02";

    /** The emulator has none: Clerk's for test keys would only slow a person's machine down. */
    private static final String EMULATOR_RATE_LIMIT = "10000";

    /** There is no balancer that would have to turn away. */
    private static final String NO_NOTICE = "0s";

    Map<String, String> of(Service service) {
        Map<String, String> variables = new HashMap<>();
        settings.environment()
                .forEach(
                        (name, value) -> {
                            if (SYSTEM.contains(name) || isTuning(name)) {
                                variables.put(name, value);
                            }
                        });
        variables.put("ROLLCALL_BIND", "127.0.0.1");
        variables.put(service.portVariable(), Integer.toString(ports.of(service)));
        switch (service) {
            case CLERK -> clerk(variables);
            case AUDIT -> {
                signing(variables, "audit");
                database(variables, ServiceRole.AUDIT);
                variables.put("ROLLCALL_MASTER_KEY", masterKey());
                variables.put("ROLLCALL_TOMBSTONE_KEY", tombstoneKey());
            }
            case IDENTITY -> {
                signing(variables, "identity");
                database(variables, ServiceRole.IDENTITY);
                variables.put("ROLLCALL_AUDIT_URL", ports.url(Service.AUDIT));
                variables.put("ROLLCALL_TOMBSTONE_KEY", tombstoneKey());
                variables.putAll(clerkPublic());
                variables.put("CLERK_SECRET_KEY", clerkSecretKey());
                if (settings.clerk() instanceof ClerkSource.Emulator) {
                    variables.putIfAbsent("ROLLCALL_CLERK_RATE_LIMIT", EMULATOR_RATE_LIMIT);
                }
            }
            case WEBHOOK -> {
                signing(variables, "webhook");
                database(variables, ServiceRole.WEBHOOK);
                variables.put("ROLLCALL_IDENTITY_URL", ports.url(Service.IDENTITY));
                variables.put("ROLLCALL_AUDIT_URL", ports.url(Service.AUDIT));
                variables.put("CLERK_WEBHOOK_SIGNING_SECRET", webhookSecret());
                copy("CLERK_INSTANCE_ID", variables);
                settings.environment().keySet().stream()
                        .filter(ChildEnvironment::isOutgoing)
                        .forEach(name -> copy(name, variables));
                variables.put("ROLLCALL_TOMBSTONE_KEY", tombstoneKey());
            }
            case SAMPLE -> variables.put("ROLLCALL_TRUSTED_KEYS", secrets.trustedKeys());
            case GATEWAY -> {
                signing(variables, "gateway");
                variables.put("ROLLCALL_IDENTITY_KEY", secrets.privateKey("gateway-identity.1"));
                variables.put("ROLLCALL_WEBHOOK_URL", ports.url(Service.WEBHOOK));
                variables.put("ROLLCALL_IDENTITY_URL", ports.url(Service.IDENTITY));
                variables.put("ROLLCALL_AUDIT_URL", ports.url(Service.AUDIT));
                variables.put("ROLLCALL_SAMPLE_URL", ports.url(Service.SAMPLE));
                variables.putIfAbsent("ROLLCALL_DRAIN_NOTICE", NO_NOTICE);
                copy("MICRONAUT_CONFIG_FILES", variables);
                variables.putAll(clerkPublic());
            }
        }
        return variables;
    }

    /** Where a browser finds Clerk. */
    String clerkUrl() {
        return switch (settings.clerk()) {
            case ClerkSource.Emulator() -> ports.url(Service.CLERK);
            case ClerkSource.Account account ->
                    settings.environment()
                            .getOrDefault(
                                    "ROLLCALL_CLERK_FRONTEND_URL", account.instance().issuer());
        };
    }

    private void clerk(Map<String, String> variables) {
        variables.put("CLERK_PUBLISHABLE_KEY", ClerkSource.EMULATOR_PUBLISHABLE_KEY);
        variables.put("CLERK_SECRET_KEY", secrets.clerkSecretKey());
        variables.put("CLERK_WEBHOOK_SIGNING_SECRET", secrets.webhookSecret());
        variables.put("ROLLCALL_CLERK_AZP", ports.url(Service.GATEWAY));
        variables.put("ROLLCALL_CLERK_STATE", home.clerk().toString());
        variables.put(
                "ROLLCALL_CLERK_WEBHOOK_URL", ports.url(Service.GATEWAY) + "/api/webhooks/clerk");
        variables.putIfAbsent("ROLLCALL_CLERK_RETRY_SCALE", RETRY_SCALE);
    }

    private Map<String, String> clerkPublic() {
        Map<String, String> variables = new HashMap<>();
        switch (settings.clerk()) {
            case ClerkSource.Emulator() -> {
                variables.put("CLERK_PUBLISHABLE_KEY", ClerkSource.EMULATOR_PUBLISHABLE_KEY);
                variables.put("CLERK_API_URL", clerkUrl());
                variables.put("CLERK_JWKS_URL", clerkUrl() + "/.well-known/jwks.json");
                variables.put(
                        "CLERK_AUTHORIZED_PARTIES",
                        ports.url(Service.GATEWAY)
                                + ",http://localhost:"
                                + ports.of(Service.GATEWAY));
            }
            case ClerkSource.Account account -> {
                variables.put("CLERK_PUBLISHABLE_KEY", account.instance().publishableKey());
                for (String name :
                        List.of(
                                "CLERK_API_URL",
                                "CLERK_JWKS_URL",
                                "CLERK_JWT_KEY",
                                "CLERK_AUTHORIZED_PARTIES")) {
                    copy(name, variables);
                }
            }
        }
        variables.put("ROLLCALL_CLERK_FRONTEND_URL", clerkUrl());
        return variables;
    }

    private void copy(String name, Map<String, String> variables) {
        String given = settings.environment().getOrDefault(name, "");
        if (!given.isEmpty()) {
            variables.put(name, given);
        }
    }

    private void signing(Map<String, String> variables, String service) {
        variables.put("ROLLCALL_SERVICE_KEY", secrets.privateKey(service + ".1"));
        variables.put("ROLLCALL_TRUSTED_KEYS", secrets.trustedKeys());
    }

    private void database(Map<String, String> variables, ServiceRole service) {
        variables.put(service.urlVariable(), databases.getOrDefault(service, ""));
    }

    private String clerkSecretKey() {
        return settings.clerk() instanceof ClerkSource.Account account
                ? account.secretKey()
                : secrets.clerkSecretKey();
    }

    private String webhookSecret() {
        return settings.clerk() instanceof ClerkSource.Account account
                ? account.webhookSecret()
                : secrets.webhookSecret();
    }

    /** Who brings a database of their own may have to bring the keys to what is in it. */
    private String masterKey() {
        String given = settings.environment().getOrDefault("ROLLCALL_MASTER_KEY", "");
        return given.isEmpty() ? secrets.masterKey() : given;
    }

    private String tombstoneKey() {
        String given = settings.environment().getOrDefault("ROLLCALL_TOMBSTONE_KEY", "");
        return given.isEmpty() ? secrets.tombstoneKey() : given;
    }

    private static boolean isTuning(String name) {
        return name.startsWith("ROLLCALL_")
                && !name.endsWith("_KEY")
                && !name.endsWith("_KEYS")
                && !name.endsWith("_FILE")
                && !name.endsWith("PORT")
                && !NOT_FOR_ALL.contains(name)
                && !isOutgoing(name);
    }

    private static boolean isOutgoing(String name) {
        return OUTGOING.stream().anyMatch(name::startsWith);
    }
}
