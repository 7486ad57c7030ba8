package dev.rollcall.identity.change;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rollcall.identity.RunningIdentity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeRetentionIT {

    @Test
    void aTurnWithNothingToDropIsOverAtOnce() {
        try (RunningIdentity identity = new RunningIdentity(Map.of())) {
            ChangeRetention retention = identity.bean(ChangeRetention.class);

            retention.compact();

            assertFalse(retention.drop());
        }
    }
}
