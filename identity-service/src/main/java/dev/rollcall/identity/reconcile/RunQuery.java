package dev.rollcall.identity.reconcile;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list of runs, each at most once and nothing else: {@code limit}, 1 to 200,
 * and {@code before}, the id below which the list goes on. Pure.
 */
record RunQuery(int limit, @Nullable UUID before) {

    private static final int DEFAULT = 20;
    private static final int MOST = 200;
    private static final Set<String> NAMES = Set.of("limit", "before");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static RunQuery parse(Map<String, List<String>> parameters) {
        if (!NAMES.containsAll(parameters.keySet())
                || parameters.values().stream().anyMatch(values -> values.size() != 1)) {
            throw malformed("The parameters are limit and before, each once.");
        }
        List<String> before = parameters.getOrDefault("before", List.of());
        List<String> limit = parameters.getOrDefault("limit", List.of());
        return new RunQuery(
                limit.isEmpty() ? DEFAULT : limit(limit.getFirst()),
                before.isEmpty() ? null : cursor(before.getFirst()));
    }

    /** The id of a run in a path: whatever is none is not found. */
    static UUID id(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no such run.");
        }
        return UUID.fromString(text);
    }

    private static UUID cursor(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw malformed("before is the id of a run.");
        }
        return UUID.fromString(text);
    }

    private static int limit(String text) {
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST) {
            throw malformed("limit is 1 to " + MOST + '.');
        }
        return number;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemCode.MALFORMED_REQUEST, detail);
    }
}
