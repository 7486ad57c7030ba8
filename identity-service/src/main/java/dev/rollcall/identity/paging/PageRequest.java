package dev.rollcall.identity.paging;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param after the id at which the page before ended; null for the first page
 * @param limit rows a page, 1 to {@value #MOST}
 */
public record PageRequest(@Nullable UUID after, int limit, PageScope scope) {

    public static final int MOST = 200;
    public static final int USUAL = 50;
}
