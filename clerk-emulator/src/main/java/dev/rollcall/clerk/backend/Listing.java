package dev.rollcall.clerk.backend;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.json.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Filters, orders and pages as Clerk's list requests do. Stateless. */
final class Listing {

    private Listing() {}

    /** By a field as text or number; rows without it come last. */
    static Comparator<Document> by(Function<Document, @Nullable String> text) {
        return Comparator.comparing(text, Comparator.nullsLast(Comparator.naturalOrder()));
    }

    static Comparator<Document> byNumber(ToLongFunction<Document> number) {
        return Comparator.comparingLong(number);
    }

    /** The rows in the wanted order; {@code +} or nothing ascends, {@code -} descends. */
    static List<Document> ordered(
            Collection<Document> rows,
            Map<String, Comparator<Document>> orders,
            @Nullable String wanted) {
        String order = wanted == null ? "-created_at" : wanted.strip();
        boolean descending = order.startsWith("-");
        String name = order.replaceFirst("^[+-]", "");
        Comparator<Document> comparator = orders.get(name);
        if (comparator == null) {
            throw ClerkFault.invalid(
                    "order_by",
                    "one of " + String.join(", ", orders.keySet().stream().sorted().toList()));
        }
        List<Document> ordered = new ArrayList<>(rows);
        ordered.sort(comparator);
        if (descending) {
            Collections.reverse(ordered);
        }
        return ordered;
    }

    static List<Document> page(List<Document> rows, int offset, int limit) {
        int from = Math.min(offset, rows.size());
        return rows.subList(from, Math.min(rows.size() - from, limit) + from);
    }

    /**
     * Whether the id is in the list; an entry that begins with {@code -} excludes, one with {@code
     * +} or nothing includes. An empty list lets everything pass.
     */
    static Predicate<String> inList(Query query, String name) {
        List<String> included = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        for (String entry : query.values(name)) {
            // an unescaped + reaches us as a blank
            String id = entry.replaceFirst("^[-+ ]", "");
            (entry.startsWith("-") ? excluded : included).add(id);
        }
        return id -> !excluded.contains(id) && (included.isEmpty() || included.contains(id));
    }

    /** Between {@code <name>_after} and {@code <name>_before}, in milliseconds, both exclusive. */
    static Predicate<Document> between(Query query, String name) {
        long after = query.number(name + "_after", 0, Long.MAX_VALUE, -1);
        long before = query.number(name + "_before", 0, Long.MAX_VALUE, Long.MAX_VALUE);
        boolean unbounded = after < 0 && before == Long.MAX_VALUE;
        return row -> {
            long at = row.number(name);
            return unbounded || (at > after && at < before);
        };
    }

    static boolean contains(@Nullable String text, String part) {
        return text != null
                && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    static Document counted(List<Document> data, long total) {
        return Document.of("data", data, "total_count", total);
    }
}
