package dev.rollcall.contracts.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows, and the cursor of the page behind them; null on the last one. */
public record Page<T>(List<T> rows, @Nullable String next) {

    public Page {
        rows = List.copyOf(rows);
    }
}
