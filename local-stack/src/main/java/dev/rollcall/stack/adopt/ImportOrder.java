package dev.rollcall.stack.adopt;

/**
 * Which tables are imported, each from a file or by a query; an empty text: not that one.
 *
 * @param users a CSV file
 * @param usersSql a query with the same columns instead
 * @param url the database that is asked; empty: the one that Rollcall uses
 */
public record ImportOrder(
        String users, String orgs, String usersSql, String orgsSql, String url, boolean dryRun) {

    /** Whether there is something to import, and one source for each. */
    public boolean isUsable() {
        boolean something = !(users + orgs + usersSql + orgsSql).isEmpty();
        boolean once =
                (users.isEmpty() || usersSql.isEmpty()) && (orgs.isEmpty() || orgsSql.isEmpty());
        boolean asks = !(usersSql + orgsSql).isEmpty();
        return something && once && (asks || url.isEmpty());
    }

    /** The URL may hold a password. */
    @Override
    public String toString() {
        return "ImportOrder[dryRun=" + dryRun + ']';
    }
}
