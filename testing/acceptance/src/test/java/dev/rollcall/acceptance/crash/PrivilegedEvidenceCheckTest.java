package dev.rollcall.acceptance.crash;

import static dev.rollcall.acceptance.crash.Examples.PERSON;
import static dev.rollcall.acceptance.crash.Examples.REQUEST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.acceptance.crash.Stored.Creations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivilegedEvidenceCheckTest {

    private static final Stored WITHOUT_RECORDS = Examples.people(Map.of(), new Creations(0, 0));

    @Test
    void holdsWhereTheRequestIsOnRecord() {
        assertEquals(List.of(), judge(Examples.STORED, Examples.ok(Act.PRIVILEGED, PERSON)));
    }

    @Test
    void findsA200WithoutARecord() {
        List<Violation> violations = judge(WITHOUT_RECORDS, Examples.ok(Act.PRIVILEGED, PERSON));

        assertEquals(List.of(REQUEST), Examples.subjects(violations));
    }

    @Test
    void asksForNoRecordOfWhatWasNotAnswered() {
        Operation cut =
                Examples.operation(Act.PRIVILEGED, PERSON, 61, new Outcome.Unknown("IOException"));

        assertEquals(List.of(), judge(WITHOUT_RECORDS, cut));
    }

    @Test
    void asksForNoRecordOfWhatNeedsNoRole() {
        assertEquals(List.of(), judge(WITHOUT_RECORDS, Examples.ok(Act.FIRST_REQUEST, PERSON)));
    }

    private static List<Violation> judge(Stored stored, Operation operation) {
        return new PrivilegedEvidenceCheck().judge(Examples.run(stored, operation));
    }
}
