package dev.rollcall.stack.mirror;

import java.util.List;

/**
 * Makes the mirror take every statement about an object for newer than what it has: the first part
 * of each version goes to nought, values stay and answer reads until somebody tells them anew. When
 * a row was observed stays too: absence and token claims are compared with it. Local ids, local
 * rows, deletions and tombstones are not touched. In pieces; forgetting twice is forgetting once.
 */
final class Forgetting {

    /** A deleted membership keeps its id at Clerk; nobody will tell of it again. */
    private record Table(String name, String live) {

        String in(String sql) {
            return sql.replace("{table}", name).replace("{live}", live);
        }
    }

    private static final List<Table> TABLES =
            List.of(
                    new Table("users", "deleted_at IS NULL"),
                    new Table("orgs", "deleted_at IS NULL"),
                    new Table("memberships", "deleted_at IS NULL"),
                    new Table("sessions", "true"),
                    new Table("invitations", "true"));

    private static final String FORGET =
            """
            WITH forgotten AS (
                UPDATE identity.{table} AS r
                   SET version_updated_ms = 0
                 WHERE r.id IN (
                       SELECT id FROM identity.{table}
                        WHERE clerk_id > ? AND version_updated_ms > 0 AND {live}
                        ORDER BY clerk_id
                        LIMIT 1000
                          FOR UPDATE)
                RETURNING r.clerk_id)
            SELECT coalesce(max(clerk_id), '') FROM forgotten
            """;
    private static final String UNTOLD =
            """
            SELECT count(*) FROM identity.{table}
             WHERE version_updated_ms = 0 AND clerk_id IS NOT NULL AND {live}
            """;

    private final Sql identity;

    Forgetting(Sql identity) {
        this.identity = identity;
    }

    /** How many rows now wait to be told anew. */
    long run() {
        for (Table table : TABLES) {
            String reached = identity.value(table.in(FORGET), "");
            while (!reached.isEmpty()) {
                reached = identity.value(table.in(FORGET), reached);
            }
        }
        return untold();
    }

    /** How many rows nobody has told anything about since. */
    long untold() {
        return TABLES.stream()
                .mapToLong(table -> Long.parseLong(identity.value(table.in(UNTOLD))))
                .sum();
    }
}
