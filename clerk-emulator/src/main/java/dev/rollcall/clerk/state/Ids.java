package dev.rollcall.clerk.state;

import java.security.SecureRandom;

/** Ids as Clerk's look: a prefix and 27 characters of base 62. Thread-safe. */
public final class Ids {

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append('3');
        for (int i = 0; i < 26; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
