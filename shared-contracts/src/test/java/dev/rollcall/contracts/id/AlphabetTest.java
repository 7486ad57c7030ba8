package dev.rollcall.contracts.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AlphabetTest {

    @Test
    void everyCharacterIsJudgedAsItsRegularExpressionWould() {
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            String text = Character.toString((char) c);

            assertEquals(text.matches("[A-Za-z0-9]"), Alphabet.ALPHANUMERIC.spells(text, 0), text);
            assertEquals(text.matches("[A-Za-z0-9_-]"), Alphabet.BASE64_URL.spells(text, 0), text);
        }
    }

    @Test
    void aForeignCharacterAnywhereSpoilsTheText() {
        assertTrue(Alphabet.BASE64_URL.spells("abc-DEF_123", 0));
        assertFalse(Alphabet.BASE64_URL.spells(".abc", 0));
        assertFalse(Alphabet.BASE64_URL.spells("a.bc", 0));
        assertFalse(Alphabet.BASE64_URL.spells("abc\n", 0));
    }

    @Test
    void nothingIsNotSpelled() {
        assertFalse(Alphabet.ALPHANUMERIC.spells("", 0));
        assertFalse(Alphabet.ALPHANUMERIC.spells("user_", 5));
        assertTrue(Alphabet.ALPHANUMERIC.spells("user_1", 5));
    }

    @Test
    void lengthsCountAtBothEnds() {
        assertFalse(Alphabet.ALPHANUMERIC.spells("a", 2, 3));
        assertTrue(Alphabet.ALPHANUMERIC.spells("ab", 2, 3));
        assertTrue(Alphabet.ALPHANUMERIC.spells("abc", 2, 3));
        assertFalse(Alphabet.ALPHANUMERIC.spells("abcd", 2, 3));
    }
}
