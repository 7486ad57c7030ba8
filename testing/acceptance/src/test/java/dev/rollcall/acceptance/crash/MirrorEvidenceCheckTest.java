package dev.rollcall.acceptance.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.acceptance.crash.Stored.Creations;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MirrorEvidenceCheckTest {

    @Test
    void holdsWhereTheNumbersAreTheSame() {
        assertEquals(0, violations(new Creations(3, 3)));
    }

    @Test
    void findsALostRecordAndADoubledOne() {
        assertEquals(1, violations(new Creations(3, 2)));
        assertEquals(1, violations(new Creations(3, 4)));
    }

    private static int violations(Creations creations) {
        Stored stored = Examples.people(Map.of(), creations);
        return new MirrorEvidenceCheck().judge(Examples.run(stored)).size();
    }
}
