package dev.rollcall.clerk.backend;

import dev.rollcall.clerk.directory.ClerkFault;
import io.micronaut.http.HttpParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of a request: lists come as repeated names, with or without brackets. */
final class Query {

    static final int LARGEST_PAGE = 500;
    private static final int DEFAULT_PAGE = 10;
    private static final int MOST_VALUES = 100;

    private final HttpParameters parameters;

    Query(HttpParameters parameters) {
        this.parameters = parameters;
    }

    List<String> values(String name) {
        List<String> values = new ArrayList<>(parameters.getAll(name));
        values.addAll(parameters.getAll(name + "[]"));
        if (values.size() > MOST_VALUES) {
            throw ClerkFault.invalid(name, "a list of at most " + MOST_VALUES + " values");
        }
        return values;
    }

    Set<String> set(String name) {
        return new HashSet<>(values(name));
    }

    /** The first value; null where there is none or it is empty. */
    @Nullable String first(String name) {
        List<String> values = values(name);
        return values.isEmpty() || values.getFirst().isEmpty() ? null : values.getFirst();
    }

    boolean flag(String name) {
        String value = first(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw ClerkFault.invalid(name, "true or false");
        }
        return "true".equals(value);
    }

    int limit() {
        return (int) number("limit", 1, LARGEST_PAGE, DEFAULT_PAGE);
    }

    int offset() {
        return (int) number("offset", 0, Integer.MAX_VALUE, 0);
    }

    long number(String name, long least, long most, long fallback) {
        String value = first(name);
        if (value == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // the same answer as for the other faults
        }
        throw ClerkFault.invalid(name, "an integer from " + least + " to " + most);
    }
}
