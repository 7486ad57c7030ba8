package dev.rollcall.identity.handle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.identity.user.UserFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandlePolicyTest {

    private static final ClerkUserId ADA = new ClerkUserId("user_ada");

    @Test
    void theUserNameComesFirst() {
        assertEquals("ada-l", best("ada_l", "Ada", "Lovelace"));
    }

    @Test
    void withoutAUserNameItIsTheNames() {
        assertEquals("ada-lovelace", best(null, "Ada", "Lovelace"));
        assertEquals("ada", best(null, "Ada", null));
    }

    @Test
    void lettersLoseTheirMarksAndOtherSignsBecomeDashes() {
        assertEquals("jose-o-neil", best(null, "José", "O'Neil"));
        assertEquals("strasse", best("Strasse", null, null));
    }

    @Test
    void whoeverHasNoNameWeCanWriteIsAUser() {
        assertEquals("user", best(null, null, null));
        assertEquals("user", best("李", "--", "..."));
    }

    @Test
    void aLongNameIsCutAndNeverEndsInADash() {
        String handle = best("a".repeat(31) + "-bcd", null, null);

        assertEquals("a".repeat(31), handle);
    }

    @Test
    void furtherCandidatesCarryAHashThatIsThePersonsOwn() {
        List<String> ada = HandlePolicy.candidates(ADA, facts("sam", null, null));
        List<String> bob =
                HandlePolicy.candidates(new ClerkUserId("user_bob"), facts("sam", null, null));

        assertEquals(HandlePolicy.CANDIDATES, ada.size());
        assertEquals(ada.getFirst(), bob.getFirst());
        assertNotEquals(ada.get(1), bob.get(1));
        assertTrue(ada.get(1).matches("sam-[0-9a-f]{6}"), ada.get(1));
        assertTrue(ada.getLast().matches("sam-[0-9a-f]{24}"), ada.getLast());
    }

    private static String best(
            @Nullable String username, @Nullable String first, @Nullable String last) {
        return HandlePolicy.candidates(ADA, facts(username, first, last)).getFirst();
    }

    private static UserFacts facts(
            @Nullable String username, @Nullable String first, @Nullable String last) {
        return new UserFacts(
                new EmailAddress("secret@example.com"),
                true,
                name(first),
                name(last),
                name(username),
                null,
                null,
                false,
                false,
                null,
                null,
                null);
    }

    private static @Nullable PersonName name(@Nullable String text) {
        return text == null ? null : new PersonName(text);
    }
}
