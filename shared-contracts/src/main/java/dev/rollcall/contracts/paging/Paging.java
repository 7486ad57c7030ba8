package dev.rollcall.contracts.paging;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Turns {@code limit} and {@code cursor} of a query into a page request, and rows into a page. A
 * list reads one row more than the limit: that one only says that there is a next page. Thread
 * safe.
 */
@Singleton
@Requires(beans = PageCursors.class)
public final class Paging {

    public static final String LIMIT = "limit";
    public static final String CURSOR = "cursor";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

    private final PageCursors cursors;

    Paging(PageCursors cursors) {
        this.cursors = cursors;
    }

    /** Throws ProblemException 400 on a limit out of bounds or a cursor of another list. */
    public PageRequest request(QueryParameters query, PageScope scope) {
        int limit = query.find(LIMIT).map(Paging::limit).orElse(PageRequest.USUAL);
        String after = query.find(CURSOR).map(text -> cursors.open(text, scope)).orElse(null);
        return new PageRequest(after, limit, scope);
    }

    /** {@code key} names a row; its text is what the request for the next page begins after. */
    public <T> Page<T> page(List<T> rows, PageRequest request, Function<T, ?> key) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> page = rows.subList(0, request.limit());
        return new Page<>(
                page, cursors.seal(key.apply(page.getLast()).toString(), request.scope()));
    }

    private static int limit(String text) {
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > PageRequest.MOST) {
            throw QueryParameters.malformed(
                    "limit is a number from 1 to " + PageRequest.MOST + '.');
        }
        return limit;
    }
}
