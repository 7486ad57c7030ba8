package dev.rollcall.audit.query;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asks for: the records about one person or all, newest first. Anything else in the
 * query is refused. Immutable.
 *
 * @param limit records a page, 1 to {@value #MOST}
 * @param cursor where a page ended, as it was handed out
 */
record TrailQuery(@Nullable ClerkUserId subject, int limit, @Nullable String cursor) {

    static final int MOST = 200;

    private static final int USUAL = 50;
    private static final Set<String> NAMES = Set.of("subject", "limit", "cursor");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

    /** Throws ProblemException 400 on an unknown, repeated or misshapen parameter. */
    static TrailQuery parse(Map<String, List<String>> parameters) {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (!NAMES.contains(parameter.getKey()) || parameter.getValue().size() != 1) {
                throw malformed("Only subject, limit and cursor are known, each once.");
            }
        }
        String subject = value(parameters, "subject");
        return new TrailQuery(
                subject == null ? null : subject(subject),
                limit(value(parameters, "limit")),
                value(parameters, "cursor"));
    }

    private static @Nullable String value(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.getFirst();
    }

    private static ClerkUserId subject(String text) {
        try {
            return new ClerkUserId(text);
        } catch (IllegalArgumentException misshapen) {
            throw malformed("subject is not a Clerk user id.");
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw malformed("limit is a number from 1 to " + MOST + '.');
        }
        return limit;
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(ProblemCode.MALFORMED_REQUEST, detail);
    }
}
