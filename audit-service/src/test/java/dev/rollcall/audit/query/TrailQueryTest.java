package dev.rollcall.audit.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailQueryTest {

    @Test
    void withoutParametersItIsTheNewestFiftyOfAll() {
        assertEquals(new TrailQuery(null, 50, null), TrailQuery.parse(Map.of()));
    }

    @Test
    void everyParameterCounts() {
        TrailQuery query =
                TrailQuery.parse(
                        Map.of(
                                "subject", List.of("user_ada"),
                                "limit", List.of("200"),
                                "cursor", List.of("abc")));

        assertEquals(new TrailQuery(new ClerkUserId("user_ada"), 200, "abc"), query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "-1", "201", "1e3", "007", "+5", " 5", "9223372036854775808", "x"})
    void aLimitOutOfRangeIsRefused(String limit) {
        assertRefused(Map.of("limit", List.of(limit)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ada", "org_1", "user_", "user_a b", "user_%", "user_\u0000", "USER_A"})
    void aSubjectOfAnotherShapeIsRefused(String subject) {
        assertRefused(Map.of("subject", List.of(subject)));
    }

    @Test
    void anUnknownParameterIsRefused() {
        assertRefused(Map.of("sort", List.of("id")));
    }

    @Test
    void aRepeatedParameterIsRefused() {
        assertRefused(Map.of("limit", List.of("1", "2")));
    }

    private static void assertRefused(Map<String, List<String>> parameters) {
        ProblemException refused =
                assertThrows(ProblemException.class, () -> TrailQuery.parse(parameters));
        assertEquals(ProblemCode.MALFORMED_REQUEST, refused.code());
    }
}
