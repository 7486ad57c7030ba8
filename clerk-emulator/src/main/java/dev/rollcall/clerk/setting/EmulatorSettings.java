package dev.rollcall.clerk.setting;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.json.Json;
import dev.rollcall.clerk.json.MalformedJsonException;
import dev.rollcall.contracts.clerk.ClerkInstance;
import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.contracts.webhook.WebhookSignature;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the emulator goes by, checked. Immutable.
 *
 * @param secretKey what a Backend API caller must show
 * @param issuer {@code https://} and the host in the publishable key
 * @param webhookUrl where webhooks go; empty sends none
 * @param webhookSecret what signs them, the first of several; usable wherever there is a URL
 * @param origins the app's origins; the first is the {@code azp} of tokens that no browser asked
 *     for
 * @param retryScale by how much the waits between webhook attempts are multiplied
 * @param sessionClaims the template of the custom claims; an empty one adds none
 */
public record EmulatorSettings(
        String secretKey,
        String issuer,
        Optional<URI> webhookUrl,
        String webhookSecret,
        List<String> origins,
        Path stateFolder,
        double retryScale,
        Document sessionClaims) {

    private static final String UNUSED_SECRET = "A".repeat(32);
    private static final String LIVE_KEY = "sk_live_";

    /** {@code clerk.localhost$} in base64. */
    private static final String DEFAULT_KEY = "pk_test_Y2xlcmsubG9jYWxob3N0JA==";

    private static final String DEFAULT_CLAIMS = "{\"metadata\":\"{{user.public_metadata}}\"}";

    public EmulatorSettings {
        origins = List.copyOf(origins);
    }

    /** The {@code azp} of a token that no browser asked for. */
    public String defaultOrigin() {
        return origins.getFirst();
    }

    /** Whether a page of this origin may use the Frontend API. */
    public boolean allowsOrigin(String origin) {
        return origins.contains(origin) || Origins.isLoopback(origin);
    }

    /**
     * @throws SettingsException if a value is missing or cannot be used
     */
    static EmulatorSettings from(EmulatorConfiguration given) {
        Optional<URI> webhookUrl = webhookUrl(text(given.webhookUrl(), ""));
        return new EmulatorSettings(
                secretKey(text(given.secretKey(), "")),
                issuer(text(given.publishableKey(), "")),
                webhookUrl,
                webhookSecret(
                        text(given.webhookSecret(), "").split(",", -1)[0].strip(),
                        webhookUrl.isPresent()),
                origins(text(given.azp(), "http://127.0.0.1:8080")),
                Path.of(text(given.state(), ".rollcall/clerk")).toAbsolutePath().normalize(),
                retryScale(text(given.retryScale(), "1.0")),
                sessionClaims(
                        given.sessionClaims() == null ? DEFAULT_CLAIMS : given.sessionClaims()));
    }

    private static String text(@Nullable String value, String fallback) {
        return value == null || value.isBlank() ? fallback : value.strip();
    }

    private static String secretKey(String key) {
        if (key.startsWith(LIVE_KEY)) {
            throw new SettingsException(
                    "CLERK_SECRET_KEY is a live key, and this is an emulator for development and"
                            + " tests: give it a made-up one that starts with sk_test_.");
        }
        if (key.isEmpty()) {
            throw new SettingsException(
                    "CLERK_SECRET_KEY is missing: make one up that starts with sk_test_, and give"
                            + " the same to the services.");
        }
        return key;
    }

    private static String issuer(String key) {
        try {
            ClerkInstance instance = ClerkInstance.parse(key.isEmpty() ? DEFAULT_KEY : key);
            if (!instance.live()) {
                return instance.issuer();
            }
        } catch (IllegalArgumentException notAKey) {
            // the same answer as for a live key
        }
        throw new SettingsException(
                "CLERK_PUBLISHABLE_KEY must be pk_test_ followed by the base64 of a host and $.");
    }

    private static Optional<URI> webhookUrl(String url) {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Origins.httpUrl(url)
                        .orElseThrow(
                                () ->
                                        new SettingsException(
                                                "ROLLCALL_CLERK_WEBHOOK_URL must be an http or"
                                                        + " https URL.")));
    }

    private static String webhookSecret(String secret, boolean needed) {
        if (secret.isEmpty() && !needed) {
            return UNUSED_SECRET;
        }
        try {
            WebhookSignature.secret(secret);
            return secret;
        } catch (IllegalArgumentException unusable) {
            throw new SettingsException(
                    "CLERK_WEBHOOK_SIGNING_SECRET must be whsec_ followed by the base64 of 24 to"
                            + " 64 bytes: make one with: echo whsec_$(openssl rand -base64 32)");
        }
    }

    private static List<String> origins(String list) {
        List<String> origins = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            origins.add(
                    Origins.of(item.strip())
                            .orElseThrow(
                                    () ->
                                            new SettingsException(
                                                    "ROLLCALL_CLERK_AZP must be origins such as"
                                                            + " http://127.0.0.1:8080, separated by"
                                                            + " commas.")));
        }
        return origins;
    }

    private static double retryScale(String number) {
        try {
            double scale = Double.parseDouble(number);
            if (scale >= 0 && scale <= 1000) {
                return scale;
            }
        } catch (NumberFormatException notANumber) {
            // the same answer as for the other faults
        }
        throw new SettingsException("ROLLCALL_CLERK_RETRY_SCALE must be a number from 0 to 1000.");
    }

    private static Document sessionClaims(String template) {
        if (template.isBlank()) {
            return Document.of();
        }
        try {
            return Document.from(Json.parse(template.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJsonException | IllegalArgumentException notAnObject) {
            throw new SettingsException(
                    "ROLLCALL_CLERK_SESSION_CLAIMS must be a JSON object, or empty.");
        }
    }
}
