package dev.rollcall.identity.tenant;

import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/**
 * Reads as {@code rollcall_identity_reader}, whom row-level security shows only what the
 * transaction's settings name, on one snapshot: what was decided first still holds for what is read
 * then. Role and settings end with the transaction. Thread safe.
 */
@Singleton
class TenantTransaction {

    private static final String BECOME_READER =
            """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
            SET LOCAL ROLE rollcall_identity_reader
            """;

    private static final String NARROW =
            "SELECT set_config('rollcall.user', ?, true), set_config('rollcall.org', ?, true)";

    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;

    TenantTransaction(TransactionOperations<Connection> transactions, JdbcOperations jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** Sees the person's own row, memberships and organisations. */
    <T> T read(UserId reader, Supplier<T> work) {
        return transactions.executeRead(
                status -> {
                    become();
                    narrow(reader.toString(), "");
                    return work.get();
                });
    }

    /** From here on sees this organisation and its people, and nothing else. */
    void enter(OrgId org) {
        narrow("", org.toString());
    }

    private void become() {
        jdbc.prepareStatement(BECOME_READER, statement -> statement.execute());
    }

    private void narrow(String user, String org) {
        jdbc.prepareStatement(
                NARROW,
                statement -> {
                    statement.setString(1, user);
                    statement.setString(2, org);
                    return statement.execute();
                });
    }
}
