package dev.rollcall.bench;

import java.util.SplittableRandom;

/** Ids as random as Clerk's and Svix's. Used by one thread. */
final class RandomText {

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 27;

    private final SplittableRandom random = new SplittableRandom();

    String id() {
        StringBuilder text = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
