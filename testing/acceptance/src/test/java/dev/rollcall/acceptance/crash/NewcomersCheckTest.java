package dev.rollcall.acceptance.crash;

import static dev.rollcall.acceptance.crash.Examples.PERSON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.acceptance.crash.Stored.Creations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewcomersCheckTest {

    @Test
    void holdsWhereTheyExistOnce() {
        assertEquals(List.of(), judge(Map.of(PERSON, 1)));
    }

    @Test
    void findsSomebodyWhoWasLetInAndDoesNotExist() {
        assertEquals(List.of(PERSON), Examples.subjects(judge(Map.of())));
    }

    @Test
    void findsSomebodyWhoExistsTwice() {
        assertEquals(List.of(PERSON), Examples.subjects(judge(Map.of(PERSON, 2))));
    }

    private static List<Violation> judge(Map<String, Integer> people) {
        Stored stored = Examples.people(people, new Creations(1, 1));
        return new NewcomersCheck()
                .judge(Examples.run(stored, Examples.ok(Act.FIRST_REQUEST, PERSON)));
    }
}
