package dev.rollcall.webhook.erase;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be erased. An address finds only what names nobody by id, an invitation above all: in
 * an event about somebody else it may stand as the address of a colleague. Never prints itself.
 *
 * @param emails in lower case
 */
record Person(String userId, Set<String> emails) {

    /** Types whose events name people by id; the same in SQL. */
    static final String BY_ID = "^(user|session|organization|organizationMembership)[.]";

    private static final Pattern NAMED_BY_ID = Pattern.compile(BY_ID);

    Person {
        emails = Set.copyOf(emails);
    }

    /** What to look for in an event of that type; null is a body that is none. */
    Set<String> words(@Nullable String type) {
        Set<String> words = new HashSet<>(Set.of(userId));
        if (type == null || !NAMED_BY_ID.matcher(type).find()) {
            words.addAll(emails);
        }
        return words;
    }

    @Override
    public String toString() {
        return "Person[]";
    }
}
