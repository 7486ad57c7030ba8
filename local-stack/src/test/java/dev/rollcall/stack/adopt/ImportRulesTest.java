package dev.rollcall.stack.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

    private static final String ID = "01890000-0000-7000-8000-00000000000a";

    @Test
    void takesWhatIsWellFormed() {
        List<Csv.Fault> faults =
                check(
                        "id,clerk_id,external_id,email,email_verified,created_at\r\n"
                                + ID
                                + ",user_ada,42,\"ada@example.com\",true,2024-01-31T12:00:00Z\r\n");

        assertEquals(List.of(), faults);
    }

    @Test
    void namesEachLineThatCannotBeUsedAndNeverItsContent() {
        List<Csv.Fault> faults =
                check("id,email,created_at\nnone,nowhere,today\n" + ID + ",a@b.c,\n");

        assertEquals(3, faults.size());
        assertTrue(faults.stream().allMatch(fault -> fault.line() == 2));
        assertTrue(faults.stream().noneMatch(fault -> fault.reason().contains("nowhere")));
    }

    @Test
    void refusesAnIdThatStandsThereTwice() {
        assertEquals(
                List.of(new Csv.Fault(3, "id stands there twice")),
                check("id\n" + ID + "\n" + ID + "\n"));
    }

    @Test
    void refusesColumnsThatItDoesNotKnow() {
        assertEquals(1, check("id,password\n" + ID + ",x\n").size());
        assertEquals(1, check("email\na@b.c\n").size());
        assertEquals(1, check("").size());
    }

    @Test
    void aQuotedFieldMayHoldCommasQuotesAndLines() {
        Csv csv =
                Csv.parse(
                        "id,name\n" + ID + ",\"A, \"\"B\"\"\nC\"\n" + ID + ",D\n",
                        ImportRules.ORG_COLUMNS,
                        ImportRules.REQUIRED);

        assertEquals("A, \"B\"\nC", csv.rows().getFirst().get("name"));
        assertEquals(4, csv.rows().getLast().line());
    }

    @Test
    void aQuoteThatIsNotClosedIsAFault() {
        assertEquals(1, check("id,email\n" + ID + ",\"a@b.c\n").size());
    }

    private static List<Csv.Fault> check(String text) {
        return ImportRules.checkUsers(
                Csv.parse(text, ImportRules.USER_COLUMNS, ImportRules.REQUIRED));
    }
}
