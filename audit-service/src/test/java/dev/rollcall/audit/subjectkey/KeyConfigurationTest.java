package dev.rollcall.audit.subjectkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.audit.AuditStack;
import dev.rollcall.contracts.start.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyConfigurationTest {

    private final KeyConfiguration configuration =
            new KeyConfiguration(AuditStack.MASTER_KEY, AuditStack.TOMBSTONE_KEY);

    @Test
    void bothKeysHaveThirtyTwoOctets() {
        assertEquals(32, configuration.masterKey().length());
        assertEquals(32, configuration.tombstoneKey().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "c2hvcnQ="})
    void aWrongKeyIsNamedAndNotRepeated(String wrong) {
        KeyConfiguration broken = new KeyConfiguration(wrong, AuditStack.TOMBSTONE_KEY);

        SettingsException refused = assertThrows(SettingsException.class, broken::masterKey);

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("ROLLCALL_MASTER_KEY"));
        assertFalse(!wrong.isEmpty() && message.contains(wrong));
    }

    @Test
    void neitherKeyIsPrinted() {
        assertFalse(configuration.toString().contains(AuditStack.MASTER_KEY));
    }
}
