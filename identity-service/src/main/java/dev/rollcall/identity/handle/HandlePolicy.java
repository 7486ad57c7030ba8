package dev.rollcall.identity.handle;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.identity.user.UserFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person may be called, best first: the base, then the base with more and more of a hash of
 * their Clerk id, which no other id shares. An e-mail address is never a base: a handle is public.
 * Pure.
 */
final class HandlePolicy {

    /** How many hexadecimal digits of the hash each further candidate carries. */
    private static final List<Integer> SUFFIXES = List.of(6, 12, 24);

    private static final int LONGEST_BASE = 32;
    private static final String NAMELESS = "user";
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-|-$");

    /** How many candidates everybody has. */
    static final int CANDIDATES = 1 + SUFFIXES.size();

    private HandlePolicy() {}

    static List<String> candidates(ClerkUserId id, UserFacts facts) {
        String base = base(facts);
        String hash = hash(id);
        return Stream.concat(
                        Stream.of(base),
                        SUFFIXES.stream().map(digits -> base + '-' + hash.substring(0, digits)))
                .toList();
    }

    /** The user name, else the names, in ASCII; {@code user} if nothing of them is left. */
    private static String base(UserFacts facts) {
        String username = ascii(text(facts.username()));
        if (!username.isEmpty()) {
            return username;
        }
        String names = ascii(text(facts.firstName()) + ' ' + text(facts.lastName()));
        return names.isEmpty() ? NAMELESS : names;
    }

    private static String ascii(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        String dashed = OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        String trimmed = EDGES.matcher(dashed).replaceAll("");
        String cut = trimmed.substring(0, Math.min(trimmed.length(), LONGEST_BASE));
        return EDGES.matcher(cut).replaceAll("");
    }

    private static String text(@Nullable PersonName name) {
        return name == null ? "" : name.value();
    }

    private static String hash(ClerkUserId id) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha256.digest(id.value().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
