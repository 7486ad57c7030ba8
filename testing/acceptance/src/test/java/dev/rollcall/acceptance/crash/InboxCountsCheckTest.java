package dev.rollcall.acceptance.crash;

import static dev.rollcall.acceptance.crash.Examples.MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.acceptance.crash.Stored.InboxRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxCountsCheckTest {

    @Test
    void holdsWhereTheNumbersAddUp() {
        assertEquals(List.of(), judge(Examples.STORED));
    }

    @Test
    void findsAReceivedMessageWithoutARow() {
        assertEquals(List.of("", MESSAGE), Examples.subjects(judge(Examples.inbox())));
    }

    @Test
    void findsARowThatWasNeverReceived() {
        List<Violation> violations =
                judge(
                        Examples.inbox(
                                new InboxRow(MESSAGE, "applied", null),
                                new InboxRow("msg_2", "applied", null)));

        assertEquals(List.of("", "msg_2"), Examples.subjects(violations));
    }

    @Test
    void findsAnExchangeThatLeavesTheSumAsItWas() {
        List<Violation> violations = judge(Examples.inbox(new InboxRow("msg_2", "applied", null)));

        assertEquals(List.of(MESSAGE, "msg_2"), Examples.subjects(violations));
    }

    @Test
    void findsAStateThatIsNone() {
        assertEquals(1, judge(Examples.inbox(new InboxRow(MESSAGE, "lost", null))).size());
    }

    private static List<Violation> judge(Stored stored) {
        return new InboxCountsCheck().judge(Examples.run(stored));
    }
}
