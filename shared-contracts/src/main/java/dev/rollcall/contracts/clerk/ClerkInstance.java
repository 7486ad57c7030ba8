package dev.rollcall.contracts.clerk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A Clerk instance as its publishable key names it: {@code pk_(test|live)_} and base64 of {@code
 * <frontend-api-host>$}, padding optional (clerk/javascript, packages/shared/src/keys.ts).
 *
 * @param host the Frontend API's host; issuer and JWKS derive from it
 * @param live whether it is a production instance
 */
public record ClerkInstance(String publishableKey, String host, boolean live) {

    private static final String TEST = "pk_test_";
    private static final String LIVE = "pk_live_";
    private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

    /** Throws IllegalArgumentException if the text is not a publishable key. */
    public static ClerkInstance parse(String publishableKey) {
        boolean live = publishableKey.startsWith(LIVE);
        if (!live && !publishableKey.startsWith(TEST)) {
            throw new IllegalArgumentException(
                    "a publishable key begins with pk_test_ or pk_live_");
        }
        String encoded = publishableKey.substring(TEST.length());
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("a publishable key ends in base64");
        }
        String host = decoded.endsWith("$") ? decoded.substring(0, decoded.length() - 1) : "";
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("a publishable key names a host");
        }
        return new ClerkInstance(publishableKey, host, live);
    }

    /** The {@code iss} of every session token; a proxy URL does not change it. */
    public String issuer() {
        return "https://" + host;
    }

    public String jwksUrl() {
        return issuer() + "/.well-known/jwks.json";
    }
}
