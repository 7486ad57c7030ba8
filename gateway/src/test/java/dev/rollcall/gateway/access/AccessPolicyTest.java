package dev.rollcall.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.contracts.resolve.LocalUser;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.gateway.identity.Visitor;
import dev.rollcall.gateway.route.Access;
import dev.rollcall.gateway.route.Role;
import dev.rollcall.gateway.token.SessionToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Access ADMIN = new Access.RoleRequired(Role.ADMIN);
    private static final Access COMPLIANCE = new Access.RoleRequired(Role.COMPLIANCE);

    @ParameterizedTest
    @CsvSource({
        "admin,true,true",
        "compliance,false,true",
        "member,false,false",
        "Admin,false,false",
        "'admin ',false,false",
        "'member,admin',false,false",
        "'',false,false",
    })
    void aRoleIsItsExactNameAndAnAdminAlsoActsForCompliance(
            String role, boolean admin, boolean compliance) {
        assertEquals(admin, passes(ADMIN, visitor(role, false)));
        assertEquals(compliance, passes(COMPLIANCE, visitor(role, false)));
    }

    @Test
    void everySessionPassesWhereOneIsAskedFor() {
        assertEquals(
                Optional.empty(),
                AccessPolicy.refusal(new Access.Session(), visitor("member", false), List.of()));
    }

    @Test
    void whoActsAsAnAdminIsNone() {
        assertEquals(
                Optional.of(ProblemCode.ROLE_REQUIRED),
                AccessPolicy.refusal(ADMIN, visitor("admin", true), List.of()));
        assertEquals(
                Optional.empty(),
                AccessPolicy.refusal(new Access.Session(), visitor("admin", true), List.of()));
    }

    @Test
    void anOrganisationInTheRequestIsAClaimOfAMemberAndASearchOfAnAdmin() {
        Visitor member = visitor("member", false);

        assertEquals(
                Optional.of(ProblemCode.ORG_MISMATCH),
                AccessPolicy.refusal(new Access.Session(), member, List.of("org_2")));
        assertEquals(
                Optional.empty(),
                AccessPolicy.refusal(ADMIN, visitor("admin", false), List.of("org_2")));
    }

    @Test
    void aPermissionIsTheTokensInALiveMembership() {
        Visitor member = inOrg("org_1", "org_1", Set.of("org:invoices:read"));

        assertTrue(passes(new Access.PermissionRequired("org:invoices:read"), member));
        assertFalse(passes(new Access.PermissionRequired("org:invoices:create"), member));
        assertFalse(
                passes(
                        new Access.PermissionRequired("org:invoices:read"),
                        inOrg("org_1", "org_2", Set.of("org:invoices:read"))));
        assertFalse(
                passes(
                        new Access.PermissionRequired("org:invoices:read"),
                        inOrg("org_1", null, Set.of("org:invoices:read"))));
        assertFalse(
                passes(
                        new Access.PermissionRequired("org:invoices:read"),
                        visitor("admin", false)));
    }

    @Test
    void aRoleInAnOrganisationIsTheMirrors() {
        Visitor member = inOrg("org_1", "org_1", Set.of());

        assertTrue(passes(new Access.OrgRoleRequired("member"), member));
        assertFalse(passes(new Access.OrgRoleRequired("admin"), member));
        assertFalse(passes(new Access.OrgRoleRequired("member"), visitor("admin", false)));
    }

    @Test
    void anotherOrganisationInTheRequestIsAMismatchForRolesAndPermissionsInOne() {
        Visitor member = inOrg("org_1", "org_1", Set.of("org:invoices:read"));

        for (Access access :
                List.of(
                        new Access.OrgRoleRequired("member"),
                        new Access.PermissionRequired("org:invoices:read"))) {
            assertEquals(
                    Optional.of(ProblemCode.ORG_MISMATCH),
                    AccessPolicy.refusal(access, member, List.of("org_2")));
        }
    }

    private static boolean passes(Access access, Visitor visitor) {
        return AccessPolicy.refusal(access, visitor, List.of()).isEmpty();
    }

    /** A token about one organisation of somebody whom the mirror has in another, or in none. */
    private static Visitor inOrg(
            String claimed, @Nullable String mirrored, Set<String> permissions) {
        Visitor visitor = visitor("member", false);
        SessionToken token =
                new SessionToken(
                        visitor.token().user(),
                        visitor.token().session(),
                        visitor.token().expiresAt(),
                        null,
                        null,
                        false,
                        new TokenClaims(
                                NOW,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                new ClerkOrgId(claimed),
                                "member"),
                        permissions);
        LocalOrg active =
                mirrored == null
                        ? null
                        : new LocalOrg(
                                new OrgId(UUID.fromString("0193b5a0-0000-7000-8000-000000000002")),
                                new ClerkOrgId(mirrored),
                                null,
                                null,
                                "member");
        return new Visitor(
                token,
                new ResolveResponse(
                        visitor.identity().user(),
                        "member",
                        active,
                        active == null ? List.of() : List.of(active)));
    }

    private static Visitor visitor(String role, boolean impersonated) {
        SessionToken token =
                new SessionToken(
                        new ClerkUserId("user_1"),
                        new ClerkSessionId("sess_1"),
                        NOW.plusSeconds(60),
                        null,
                        null,
                        impersonated,
                        new TokenClaims(NOW, null, null, null, null, null, null, null, null),
                        Set.of());
        LocalUser user =
                new LocalUser(
                        new UserId(UUID.fromString("0193b5a0-0000-7000-8000-000000000001")),
                        new ClerkUserId("user_1"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "member",
                        "active",
                        null,
                        NOW,
                        NOW,
                        null);
        return new Visitor(token, new ResolveResponse(user, role, null, List.of()));
    }
}
