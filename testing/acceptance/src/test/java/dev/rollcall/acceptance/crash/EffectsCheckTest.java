package dev.rollcall.acceptance.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectsCheckTest {

    @Test
    void holdsWhereEveryEffectWasReceived() {
        assertEquals(List.of(), judge(Examples.STORED));
    }

    @Test
    void findsAnEffectOfAMessageThatWasNeverReceived() {
        Stored stored = Examples.applied(Map.of("msg_2", "applied"));

        assertEquals(List.of("msg_2"), Examples.subjects(judge(stored)));
    }

    private static List<Violation> judge(Stored stored) {
        return new EffectsCheck().judge(Examples.run(stored));
    }
}
