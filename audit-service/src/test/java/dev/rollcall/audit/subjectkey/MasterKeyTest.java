package dev.rollcall.audit.subjectkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.audit.AuditStack;
import dev.rollcall.audit.cipher.Bytes;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MasterKeyTest {

    private static final Bytes SUBJECT_KEY = Bytes.copyOf(new byte[32]);

    private final UUID alias = UUID.randomUUID();
    private final MasterKey masterKey = masterKey(AuditStack.MASTER_KEY);
    private final MasterKey other = masterKey(AuditStack.TOMBSTONE_KEY);

    @Test
    void whatWasWrappedIsUnwrapped() {
        Bytes wrapped = masterKey.wrap(alias, SUBJECT_KEY);

        assertEquals(SUBJECT_KEY, masterKey.unwrap(alias, masterKey.id(), wrapped));
    }

    @Test
    void aKeyBelongsToItsAlias() {
        Bytes wrapped = masterKey.wrap(UUID.randomUUID(), SUBJECT_KEY);

        assertThrows(
                IllegalStateException.class,
                () -> masterKey.unwrap(alias, masterKey.id(), wrapped));
    }

    @Test
    void anotherMasterKeyIsNoticed() {
        Bytes wrapped = other.wrap(alias, SUBJECT_KEY);

        assertNotEquals(other.id(), masterKey.id());
        assertThrows(
                IllegalStateException.class, () -> masterKey.unwrap(alias, other.id(), wrapped));
    }

    @Test
    void eachPurposeHasItsOwnKey() {
        assertNotEquals(masterKey.derive("one"), masterKey.derive("two"));
    }

    private static MasterKey masterKey(String text) {
        return new MasterKey(new KeyConfiguration(text, AuditStack.TOMBSTONE_KEY));
    }
}
