package dev.rollcall.webhook.inbox;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a payload by which people are found: Clerk's user ids, and e-mail addresses in lower
 * case, each as a whole value or name, wherever it stands. One use per payload.
 */
final class Mentions {

    static final int MOST = 64;
    static final String USER = "user_";

    private static final Pattern USER_ID = Pattern.compile("user_[A-Za-z0-9]{1,123}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,]{1,64}@[^\\s@,]{1,253}");
    private static final int LONGEST = 254;
    private static final int CLERKS_LENGTH = 32;

    private final Set<String> words = new LinkedHashSet<>();

    /** At the name of a field, which is an id only if it is as long as Clerk's. */
    void lookAtName(String name) {
        if (name.indexOf('@') > 0 || name.length() >= CLERKS_LENGTH) {
            look(name);
        }
    }

    void look(String text) {
        if (text.length() > LONGEST || words.size() > MOST) {
            return;
        }
        if (text.startsWith(USER)) {
            if (USER_ID.matcher(text).matches()) {
                words.add(text);
            }
        } else if (text.indexOf('@') > 0 && EMAIL.matcher(text).matches()) {
            words.add(text.toLowerCase(Locale.ROOT));
        }
    }

    /** Null if there are more than {@value #MOST}. */
    @Nullable Set<String> found() {
        return words.size() > MOST ? null : Set.copyOf(words);
    }
}
