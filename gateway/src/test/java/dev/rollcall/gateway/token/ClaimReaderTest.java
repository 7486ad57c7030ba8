package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.gateway.token.ClaimSet.UnreadableException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimReaderTest {

    private final Map<String, @Nullable Object> claims =
            TokenForge.claims("user_1", SessionTokenVerifierTest.NOW);

    @Test
    void clerksDefaultTokenHasNoHints() throws UnreadableException {
        TokenClaims hints = read().claims();

        assertEquals(SessionTokenVerifierTest.NOW, hints.issuedAt());
        assertNull(hints.role());
        assertNull(hints.email());
        assertNull(hints.orgId());
    }

    @Test
    void findsTheRoleInTheFirstConfiguredPlace() throws UnreadableException {
        claims.put("publicMetadata", Map.of("role", "admin"));
        assertEquals("admin", read().claims().role());

        claims.put("metadata", Map.of("role", "member"));
        assertEquals("member", read().claims().role());
    }

    @Test
    void neverLooksInUnsafeMetadata() throws UnreadableException {
        claims.put("unsafe_metadata", Map.of("role", "admin"));
        claims.put("unsafeMetadata", Map.of("role", "admin"));
        claims.put("role", "admin");

        assertNull(read().claims().role());
    }

    @Test
    void aRoleThatIsNoneCountsAsTheLeast() throws UnreadableException {
        for (Object odd :
                List.of("Admin", "admin ", List.of("admin"), "member,admin", "", 7L, true)) {
            claims.put("metadata", Map.of("role", odd));

            assertEquals(ClaimReader.LEAST_ROLE, read().claims().role());
        }
    }

    @Test
    void readsTheOrganisationOfVersionTwo() throws UnreadableException {
        claims.put("o", Map.of("id", "org_1", "slg", "acme", "rol", "admin"));

        TokenClaims hints = read().claims();

        assertEquals(new ClerkOrgId("org_1"), hints.orgId());
        assertEquals("admin", hints.orgRole());
    }

    @Test
    void readsTheOrganisationOfVersionOne() throws UnreadableException {
        claims.remove("v");
        claims.put("org_id", "org_1");
        claims.put("org_role", "org:admin");

        TokenClaims hints = read().claims();

        assertEquals(new ClerkOrgId("org_1"), hints.orgId());
        assertEquals("admin", hints.orgRole());
    }

    @Test
    void readsThePermissionsOfBothVersions() throws UnreadableException {
        claims.put("fea", "o:invoices");
        claims.put("o", Map.of("id", "org_1", "per", "create,read", "fpm", "2"));
        assertEquals(Set.of("org:invoices:read"), read().permissions());

        claims.keySet().removeAll(Set.of("v", "o", "fea"));
        claims.put("org_permissions", List.of("org:invoices:create"));
        assertEquals(Set.of(), read().permissions());

        claims.put("org_id", "org_1");
        assertEquals(Set.of("org:invoices:create"), read().permissions());
    }

    @Test
    void anOrganisationThatCannotBeReadMakesTheTokenUnreadable() {
        for (Object odd : List.of("org_1", List.of(), Map.of("id", 7L), Map.of("id", "user_1"))) {
            claims.put("o", odd);

            assertThrows(UnreadableException.class, this::read);
        }
    }

    @Test
    void leavesOutDescriptionsThatCannotBeStored() throws UnreadableException {
        for (@Nullable Object odd :
                Arrays.<@Nullable Object>asList(
                        null, "", " ", 7L, "a\0b", "\ud800", "x".repeat(400))) {
            claims.put("email", odd);

            assertNull(read().claims().email());
        }
        claims.put("email", "ada@example.com");
        assertEquals(new EmailAddress("ada@example.com"), read().claims().email());
    }

    @Test
    void knowsWhoActsAsTheUser() throws UnreadableException {
        assertFalse(read().impersonated());

        claims.put("act", Map.of("iss", "https://dashboard.clerk.com", "sub", "user_2"));
        assertTrue(read().impersonated());
        assertEquals(new ClerkUserId("user_2"), read().impersonator());
    }

    @Test
    void anActorThatCannotBeReadMakesTheTokenUnreadable() {
        for (Object odd : List.of("user_2", List.of(), Map.of(), Map.of("sub", 7L))) {
            claims.put("act", odd);

            assertThrows(UnreadableException.class, this::read);
        }
    }

    private SessionToken read() throws UnreadableException {
        Map<String, @Nullable Object> typed = new HashMap<>(claims);
        typed.replaceAll((name, value) -> value instanceof Integer i ? Long.valueOf(i) : value);
        return ClaimReader.read(new ClaimSet(typed), SessionTokenVerifierTest.RULES);
    }
}
