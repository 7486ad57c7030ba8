package dev.rollcall.webhook.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds people in payloads whose words nobody has kept: older ones, those that mention too many,
 * and those that cannot be read as an event, which are searched as text. Pure.
 */
public final class PayloadPeople {

    private PayloadPeople() {}

    /** Empty if the payload can only be searched. */
    public static Optional<Set<String>> list(byte[] payload) {
        return EnvelopeReader.read(payload) instanceof Envelope.Usable event
                ? Optional.ofNullable(event.mentions())
                : Optional.empty();
    }

    /** {@code words}: user ids, and addresses in lower case. */
    public static boolean isAnyIn(byte[] payload, Collection<String> words) {
        return list(payload)
                .map(mentions -> !Collections.disjoint(mentions, words))
                .orElseGet(() -> isAnyInText(text(payload), words));
    }

    private static boolean isAnyInText(String text, Collection<String> words) {
        return words.stream().anyMatch(word -> whole(word).matcher(text).find());
    }

    /** What is not UTF-8 may be UTF-16: its Latin letters remain when the zeros go. */
    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8).replace("\0", "");
    }

    private static Pattern whole(String word) {
        return Pattern.compile(
                "(?<![A-Za-z0-9._%+-])" + Pattern.quote(word) + "(?![A-Za-z0-9_-])",
                Pattern.CASE_INSENSITIVE);
    }
}
