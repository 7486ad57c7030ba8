package dev.rollcall.identity.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.contracts.start.SettingsException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncConfigurationTest {

    @Test
    void anyPatienceWillDo() {
        assertEquals(Duration.ofMillis(1), new SyncConfiguration(Duration.ofMillis(1)).patience());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.9S"})
    void refusesToHaveNoneByTheNameOfItsVariable(Duration none) {
        SettingsException refused =
                assertThrows(SettingsException.class, () -> new SyncConfiguration(none));

        assertEquals("ROLLCALL_SYNC_PATIENCE is a duration of more than 0", refused.getMessage());
    }
}
