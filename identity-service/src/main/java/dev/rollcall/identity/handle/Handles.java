package dev.rollcall.identity.handle;

import dev.rollcall.contracts.id.UserId;
import dev.rollcall.identity.mirror.RowArrays;
import dev.rollcall.identity.mirror.RowStatements;
import dev.rollcall.identity.tombstone.Tombstones;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Gives handles in the caller's transaction: one statement per candidate for all newcomers
 * together, and the unique hash decides between processes. Who has a handle keeps it. Thread safe.
 */
@Singleton
public class Handles {

    private static final String TAKE =
            """
            INSERT INTO identity.handles (handle_hash, handle, user_id, given_at)
            SELECT hash, handle, user_id, ?
              FROM unnest(?::bytea[], ?::text[], ?::uuid[]) AS n (hash, handle, user_id)
            ON CONFLICT DO NOTHING
            RETURNING user_id
            """;

    private static final String FORGET =
            "UPDATE identity.handles SET handle = NULL WHERE user_id = ANY (?::uuid[])";

    private record Claim(String handle, UUID userId) {}

    /** Somebody with all they may be called, worked out once. */
    private record Candidates(UserId id, List<String> handles) {

        static Candidates of(Newcomer newcomer) {
            return new Candidates(
                    newcomer.id(), HandlePolicy.candidates(newcomer.clerkId(), newcomer.facts()));
        }
    }

    private final JdbcOperations jdbc;
    private final RowStatements statements;
    private final Tombstones tombstones;

    Handles(JdbcOperations jdbc, RowStatements statements, Tombstones tombstones) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.tombstones = tombstones;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void give(List<Newcomer> newcomers, Instant at) {
        List<Candidates> nameless =
                new ArrayList<>(newcomers.stream().map(Candidates::of).toList());
        for (int turn = 0; turn < HandlePolicy.CANDIDATES && !nameless.isEmpty(); turn++) {
            Set<UserId> named = take(claims(nameless, turn), at);
            nameless.removeIf(newcomer -> named.contains(newcomer.id()));
        }
    }

    /** A deleted person's handle is known no more, and nobody else gets it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forget(List<UUID> deleted) {
        statements.run(FORGET, deleted, rows -> rows.uuids(id -> id));
    }

    /** In one order for all, so that two batches do not wait for each other. */
    private static List<Claim> claims(List<Candidates> newcomers, int turn) {
        return newcomers.stream()
                .map(newcomer -> new Claim(newcomer.handles().get(turn), newcomer.id().value()))
                .sorted(Comparator.comparing(Claim::handle))
                .toList();
    }

    private Set<UserId> take(List<Claim> claims, Instant at) {
        return jdbc.prepareStatement(
                TAKE,
                statement -> {
                    new RowArrays<>(statement, claims)
                            .time(at)
                            .bytes(this::hash)
                            .texts(Claim::handle)
                            .uuids(Claim::userId);
                    try (ResultSet rows = statement.executeQuery()) {
                        return users(rows);
                    }
                });
    }

    private byte[] hash(Claim claim) {
        return tombstones.hash("handle:" + claim.handle());
    }

    private static Set<UserId> users(ResultSet rows) throws SQLException {
        Set<UserId> users = new HashSet<>();
        while (rows.next()) {
            users.add(new UserId(rows.getObject(1, UUID.class)));
        }
        return users;
    }
}
