package dev.rollcall.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rollcall.audit.AuditCalls;
import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.subjectkey.Subject;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryDigestTest {

    private static final ClerkUserId ADA = new ClerkUserId("user_ada");
    private static final Bytes KEY = Bytes.copyOf(new byte[32]);
    private static final UUID ALIAS = UUID.randomUUID();

    private final AuditEntry entry = AuditCalls.created(ADA);

    @Test
    void theSameEntryHasTheSameDigest() {
        assertEquals(digest(entry, key(1)), digest(entry, key(1)));
    }

    @Test
    void anotherContentHasAnotherDigest() {
        AuditEntry other =
                new AuditEntry(
                        entry.id(),
                        entry.occurredAt(),
                        entry.action(),
                        AuditEntry.Outcome.FAILED,
                        entry.actor(),
                        entry.subject(),
                        entry.org(),
                        entry.requestId(),
                        entry.attributes(),
                        entry.details());

        assertNotEquals(digest(entry, key(1)), digest(other, key(1)));
    }

    @Test
    void withoutThePersonsKeyNobodyCanComputeIt() {
        assertNotEquals(digest(entry, key(1)), digest(entry, key(2)));
    }

    private static Bytes digest(AuditEntry entry, Bytes key) {
        return EntryDigest.of(KEY, entry, Map.of(ADA, new Subject.Known(ALIAS, key)));
    }

    private static Bytes key(int fill) {
        byte[] key = new byte[32];
        key[0] = (byte) fill;
        return Bytes.copyOf(key);
    }
}
