package dev.rollcall.contracts.start;

import java.util.List;
import java.util.Map;

/**
 * A variable without which a service does not start.
 *
 * @param hint where to get the value
 */
public record RequiredSetting(String variable, String hint) {

    public static final RequiredSetting PUBLISHABLE_KEY =
            new RequiredSetting(
                    "CLERK_PUBLISHABLE_KEY", "Clerk dashboard, API keys: begins with pk_");
    public static final RequiredSetting WEBHOOK_SECRET =
            new RequiredSetting(
                    "CLERK_WEBHOOK_SIGNING_SECRET",
                    "Clerk dashboard, Webhooks, the endpoint's page: begins with whsec_");
    public static final RequiredSetting SERVICE_KEY =
            new RequiredSetting(
                    "ROLLCALL_SERVICE_KEY",
                    "a private P-256 JWK, made by ./rollcall up in .rollcall/secrets");
    public static final RequiredSetting IDENTITY_KEY =
            new RequiredSetting(
                    "ROLLCALL_IDENTITY_KEY",
                    "a private P-256 JWK, made by ./rollcall up in .rollcall/secrets");
    public static final RequiredSetting TRUSTED_KEYS =
            new RequiredSetting(
                    "ROLLCALL_TRUSTED_KEYS",
                    "the JWK set of all services' public keys, made by ./rollcall up");
    public static final RequiredSetting TOMBSTONE_KEY =
            new RequiredSetting(
                    "ROLLCALL_TOMBSTONE_KEY", "32 random bytes in base64: openssl rand -base64 32");
    public static final RequiredSetting MASTER_KEY =
            new RequiredSetting(
                    "ROLLCALL_MASTER_KEY", "32 random bytes in base64: openssl rand -base64 32");

    /** Throws SettingsException naming every required variable that is absent or empty. */
    public static void check(List<RequiredSetting> required, Map<String, String> environment) {
        List<String> missing =
                required.stream()
                        .filter(s -> environment.getOrDefault(s.variable, "").isBlank())
                        .map(s -> s.variable + " is not set (" + s.hint + ')')
                        .toList();
        if (!missing.isEmpty()) {
            throw new SettingsException(String.join("; ", missing));
        }
    }
}
