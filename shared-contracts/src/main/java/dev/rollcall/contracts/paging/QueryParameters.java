package dev.rollcall.contracts.paging;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The query of a request, read strictly: each parameter is known and stands there once. Immutable.
 */
public final class QueryParameters {

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Throws ProblemException 400 on an unknown or repeated parameter. */
    public static QueryParameters of(HttpRequest<?> request, Set<String> known) {
        return of(request.getParameters().asMap(), known);
    }

    static QueryParameters of(Map<String, List<String>> parameters, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        parameters.forEach(
                (name, given) -> {
                    if (!known.contains(name) || given.size() != 1) {
                        String names = String.join(", ", new TreeSet<>(known));
                        throw malformed("The query takes " + names + ", each once.");
                    }
                    values.put(name, given.getFirst());
                });
        return new QueryParameters(values);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** One of the words allowed; throws ProblemException 400 on another. */
    public Optional<String> findWord(String name, Set<String> allowed) {
        Optional<String> word = find(name);
        if (word.isPresent() && !allowed.contains(word.get())) {
            String words = String.join(", ", new TreeSet<>(allowed));
            throw malformed(name + " is one of " + words + '.');
        }
        return word;
    }

    /** 400; {@code detail} repeats nothing of what was sent. */
    public static ProblemException malformed(String detail) {
        return new ProblemException(ProblemCode.MALFORMED_REQUEST, detail);
    }
}
