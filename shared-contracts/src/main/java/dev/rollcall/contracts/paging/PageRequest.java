package dev.rollcall.contracts.paging;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param after the key at which the page before ended; null for the first page
 * @param limit rows a page, 1 to {@value #MOST}
 */
public record PageRequest(@Nullable String after, int limit, PageScope scope) {

    public static final int MOST = 200;
    public static final int USUAL = 50;

    /** Of a list whose rows are keyed by one of our ids. */
    public @Nullable UUID afterId() {
        return after == null ? null : UUID.fromString(after);
    }
}
