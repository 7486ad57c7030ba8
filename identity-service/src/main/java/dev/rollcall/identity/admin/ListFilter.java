package dev.rollcall.identity.admin;

import dev.rollcall.contracts.paging.Paging;
import dev.rollcall.contracts.paging.QueryParameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which rows of a list are asked for. What stands in a query picks one of the conditions written
 * here and never becomes SQL itself. Immutable.
 *
 * @param words the filters as {@code name=word}, in one order, for the cursor
 * @param conditions their SQL, to be joined by AND
 */
record ListFilter(List<String> words, List<String> conditions) {

    private static final Map<String, String> SYNC_STATUS =
            Map.of(
                    "pending", "sync_status = 'pending'",
                    "active", "sync_status = 'active'",
                    "error", "sync_status = 'error'");
    private static final Map<String, String> ORIGIN =
            Map.of("clerk", "origin = 'clerk'", "local", "origin = 'local'");

    /** {@code member} is everybody whose role opens no door. */
    private static final Map<String, String> ROLE =
            Map.of(
                    "admin", "role = 'admin'",
                    "compliance", "role = 'compliance'",
                    "member", "(role IS NULL OR role NOT IN ('admin', 'compliance'))");

    private static final Map<String, String> BANNED =
            Map.of("true", "banned", "false", "NOT banned");

    /** The filters of the list of users, by parameter. */
    static final Map<String, Map<String, String>> USERS =
            Map.of("syncStatus", SYNC_STATUS, "origin", ORIGIN, "role", ROLE, "banned", BANNED);

    /** The filters of the list of organisations, by parameter. */
    static final Map<String, Map<String, String>> ORGS =
            Map.of("syncStatus", SYNC_STATUS, "origin", ORIGIN);

    ListFilter {
        words = List.copyOf(words);
        conditions = List.copyOf(conditions);
    }

    /** The parameters that a list with these filters takes. */
    static Set<String> parameters(Map<String, Map<String, String>> filters) {
        Set<String> names = new HashSet<>(filters.keySet());
        names.addAll(Set.of(Paging.LIMIT, Paging.CURSOR));
        return names;
    }

    /** Throws ProblemException 400 on a word that a filter does not know. */
    static ListFilter parse(QueryParameters query, Map<String, Map<String, String>> filters) {
        List<String> words = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        new TreeMap<>(filters)
                .forEach(
                        (name, allowed) ->
                                query.findWord(name, allowed.keySet())
                                        .ifPresent(
                                                word -> {
                                                    words.add(name + '=' + word);
                                                    conditions.add(allowed.getOrDefault(word, ""));
                                                }));
        return new ListFilter(words, conditions);
    }

    /** {@code AND ...} for each condition. */
    String sql() {
        StringBuilder sql = new StringBuilder();
        conditions.forEach(condition -> sql.append(" AND ").append(condition));
        return sql.toString();
    }
}
