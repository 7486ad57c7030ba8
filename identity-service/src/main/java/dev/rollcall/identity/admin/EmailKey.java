package dev.rollcall.identity.admin;

import java.text.Normalizer;
import java.util.Optional;

/**
 * The one form in which an e-mail address is looked for: as given in NFC, with A to Z in lower
 * case. Nothing else is folded, so two addresses that Clerk tells apart stay apart; what is not in
 * NFC or holds anything invisible is no address. Pure.
 */
final class EmailKey {

    private static final int LONGEST = 320;

    private EmailKey() {}

    static Optional<String> of(String address) {
        int at = address.indexOf('@');
        boolean usable =
                address.length() <= LONGEST
                        && at > 0
                        && at < address.length() - 1
                        && address.codePoints().allMatch(EmailKey::isVisible)
                        && Normalizer.isNormalized(address, Normalizer.Form.NFC);
        return usable ? Optional.of(foldAscii(address)) : Optional.empty();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    private static String foldAscii(String address) {
        StringBuilder folded = new StringBuilder(address.length());
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return folded.toString();
    }
}
