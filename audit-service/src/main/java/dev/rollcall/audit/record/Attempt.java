package dev.rollcall.audit.record;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.contracts.audit.AuditEntry;
import java.util.UUID;

/** What is to become of one entry, before the database has said whether its id is free. */
sealed interface Attempt {

    UUID id();

    /** It names somebody who has been erased. */
    record Refused(UUID id) implements Attempt {}

    /** A record that may be stored, with what stands beside it in the tables. */
    record NewRecord(CanonicalRecord record, Bytes octets, RetentionClass retention, Bytes digest)
            implements Attempt {

        static NewRecord of(AuditEntry entry, CanonicalRecord record, Bytes digest) {
            return new NewRecord(
                    record,
                    Bytes.copyOf(record.octets()),
                    RetentionClass.of(entry.action()),
                    digest);
        }

        @Override
        public UUID id() {
            return record.id();
        }

        Bytes leafHash() {
            return LeafHash.of(octets.toArray());
        }
    }
}
