package dev.rollcall.acceptance.crash;

import static dev.rollcall.acceptance.crash.Examples.MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.acceptance.crash.Stored.InboxRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcknowledgedWebhooksCheckTest {

    private static final Operation SENT = Examples.ok(Act.WEBHOOK, MESSAGE);

    @Test
    void holdsWhereAMessageWasApplied() {
        assertEquals(List.of(), judge(Examples.STORED));
    }

    @Test
    void holdsWhereItVisiblyWaitsOrSaysWhyItHasNoEffect() {
        assertEquals(List.of(), judge(none(new InboxRow(MESSAGE, "pending", null))));
        assertEquals(List.of(), judge(none(new InboxRow(MESSAGE, "ignored", "unhandled_type"))));
        assertEquals(List.of(), judge(none(new InboxRow(MESSAGE, "dead", "not_json"))));
    }

    @Test
    void findsAnAcknowledgedMessageThatIsNotThere() {
        assertEquals(List.of(MESSAGE), Examples.subjects(judge(none())));
    }

    @Test
    void findsWhatOnlyClerksSenderWasTold() {
        Run run = Examples.run(none());

        List<Violation> violations = new AcknowledgedWebhooksCheck().judge(run);

        assertEquals(List.of(MESSAGE), Examples.subjects(violations));
    }

    @Test
    void findsAMessageThatStandsThereTwice() {
        InboxRow row = new InboxRow(MESSAGE, "applied", null);

        assertEquals(1, judge(Examples.inbox(row, row)).size());
    }

    @Test
    void findsAnAppliedMessageWithoutItsEffect() {
        assertEquals(1, judge(none(new InboxRow(MESSAGE, "applied", null))).size());
    }

    @Test
    void findsAnEffectOfWhatIsSaidToHaveNone() {
        assertEquals(1, judge(Examples.inbox(new InboxRow(MESSAGE, "ignored", "stale"))).size());
        assertEquals(1, judge(Examples.inbox(new InboxRow(MESSAGE, "dead", "internal"))).size());
    }

    @Test
    void findsAStateWithoutItsReason() {
        assertEquals(1, judge(none(new InboxRow(MESSAGE, "ignored", null))).size());
        assertEquals(1, judge(none(new InboxRow(MESSAGE, "dead", " "))).size());
    }

    @Test
    void asksNothingOfAMessageThatWasNeverAcknowledged() {
        Operation lost =
                Examples.operation(
                        Act.WEBHOOK, "msg_2", 61, new Outcome.Unknown("HttpTimeoutException"));

        assertTrue(
                new AcknowledgedWebhooksCheck()
                        .judge(Examples.run(Examples.STORED, lost))
                        .isEmpty());
    }

    private static Stored none(InboxRow... rows) {
        return Examples.applied(Map.of(), rows);
    }

    private static List<Violation> judge(Stored stored) {
        return new AcknowledgedWebhooksCheck().judge(Examples.run(stored, SENT));
    }
}
