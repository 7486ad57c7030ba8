package dev.rollcall.stack.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.stack.process.StackException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DotEnvTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "A=b, b",
                "export A=b, b",
                "A = b, b",
                "A=\"b c\" # why, b c",
                "A='b#c', b#c",
                "A=b#c, b#c",
                "A=b # why, b",
                "A=, ``",
                "A=b=c, b=c"
            })
    void readsAnAssignment(String line, String value) {
        assertEquals(Map.of("A", value), DotEnv.parse(List.of(line)));
    }

    @Test
    void skipsCommentsAndBlankLines() {
        assertEquals(Map.of(), DotEnv.parse(List.of("# nothing", "", "   ")));
    }

    @Test
    void namesTheLineThatIsNone() {
        StackException refused =
                assertThrows(
                        StackException.class, () -> DotEnv.parse(List.of("A=b", "sk_test_oops")));

        assertEquals(".env line 2 is not NAME=value.", refused.getMessage());
        assertFalse(String.valueOf(refused.getMessage()).contains("oops"));
    }
}
