package dev.rollcall.gateway.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The suffix of an instance's own cookies: the first eight characters of
 * base64url(SHA-1(publishable key)) (clerk/javascript, packages/shared/src/keys.ts). A name, not a
 * protection.
 */
final class CookieSuffix {

    private static final int LENGTH = 8;

    private CookieSuffix() {}

    static String of(String publishableKey) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest(publishableKey.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
