package dev.rollcall.identity.outbox;

import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.identity.mirror.RowStatements;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes evidence of changes into the transaction that makes them: both are committed or neither
 * is. One statement however many there are. Knows when it last did. Thread safe.
 */
@Singleton
public final class Outbox {

    private static final String APPEND =
            """
            INSERT INTO identity.outbox (id, body, created_at)
            SELECT id, body, created_at
              FROM unnest(?::uuid[], ?::bytea[], ?::timestamptz[]) AS n (id, body, created_at)
            """;

    private final RowStatements statements;
    private final ObjectMapper json;
    private final Uuid7 ids;
    private volatile @Nullable Long appendedNanos;

    Outbox(RowStatements statements, ObjectMapper json, Uuid7 ids) {
        this.statements = statements;
        this.json = json;
        this.ids = ids;
    }

    public void append(List<Evidence> evidence) {
        if (!evidence.isEmpty()) {
            appendedNanos = System.nanoTime();
            appendEntries(evidence.stream().map(one -> one.entry(ids.next())).toList());
        }
    }

    /** On the clock of {@link System#nanoTime}; null if this process never has. */
    @Nullable Long lastAppended() {
        return appendedNanos;
    }

    private void appendEntries(List<AuditEntry> entries) {
        statements.run(
                APPEND,
                entries,
                rows -> rows.uuids(AuditEntry::id).bytes(this::body).times(AuditEntry::occurredAt));
    }

    private byte[] body(AuditEntry entry) {
        try {
            return json.writeValueAsBytes(entry);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an audit entry is always written", impossible);
        }
    }
}
