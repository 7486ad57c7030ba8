package dev.rollcall.identity.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.identity.user.UserFacts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdoptionPolicyTest {

    private static final LocalPerson ADA = local("ext-1", "ada@example.com", true);
    private static final LocalPerson BOB = local("ext-2", "bob@example.com", true);

    @Test
    void theExternalIdDecides() {
        assertEquals(Optional.of(ADA.id()), choose("ext-1", "bob@example.com", true, ADA, BOB));
    }

    @Test
    void aVerifiedAddressDecidesWhateverItsCase() {
        assertEquals(Optional.of(BOB.id()), choose(null, "Bob@Example.com", true, ADA, BOB));
    }

    @Test
    void anUnverifiedAddressProvesNothing() {
        LocalPerson claimed = local(null, "eve@example.com", false);

        assertEquals(Optional.empty(), choose(null, "bob@example.com", false, BOB));
        assertEquals(Optional.empty(), choose(null, "eve@example.com", true, claimed));
    }

    @Test
    void twoThatFitAreNone() {
        LocalPerson other = local(null, "bob@example.com", true);

        assertEquals(Optional.empty(), choose(null, "bob@example.com", true, BOB, other));
    }

    private static Optional<UUID> choose(
            @Nullable String externalId, String email, boolean verified, LocalPerson... local) {
        UserFacts facts =
                new UserFacts(
                        new EmailAddress(email),
                        verified,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        false,
                        externalId,
                        null,
                        null);
        return AdoptionPolicy.choose(facts, List.of(local));
    }

    private static LocalPerson local(@Nullable String externalId, String email, boolean verified) {
        return new LocalPerson(UUID.randomUUID(), externalId, email, verified);
    }
}
