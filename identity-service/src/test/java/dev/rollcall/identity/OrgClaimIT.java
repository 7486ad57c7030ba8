package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import io.micronaut.http.HttpRequest;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token that acts for an organisation in which the mirror does not see the person. */
class OrgClaimIT {

    private static final String ADA = "user_ada";

    private final Reconciliation stage = new Reconciliation();
    private final RunningIdentity identity = stage.identity;

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void theMembershipIsFetchedAndTheOrganisationCompleted() {
        stage.clerk.user(ADA, "Ada", ClerkDirectory.CREATED);
        stage.clerk.org("org_1", "Works", ClerkDirectory.CREATED);
        stage.clerk.membership("orgmem_1", "org_1", ADA, "admin");

        ResolveResponse resolved = resolve("org_1");

        assertNotNull(resolved.activeOrg());
        await().atMost(BOUND)
                .until(
                        () ->
                                stage.count("orgs WHERE clerk_id = 'org_1' AND name = 'Works'")
                                        .equals("1"));
    }

    @Test
    void whatClerkContradictsIsNotAskedAgainAndNeverInserted() {
        stage.clerk.user(ADA, "Ada", ClerkDirectory.CREATED);

        assertNull(resolve("org_other").activeOrg());
        int asked = identity.clerk.count();
        assertNull(resolve("org_other").activeOrg());

        assertEquals(asked, identity.clerk.count());
        assertEquals("0", stage.count("orgs WHERE clerk_id IS NOT NULL"));
    }

    private ResolveResponse resolve(String org) {
        TokenClaims claims =
                new TokenClaims(
                        Instant.now().plusSeconds(2),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new ClerkOrgId(org),
                        "admin");
        return identity.http()
                .retrieve(
                        HttpRequest.POST(
                                        CallerTable.RESOLVE,
                                        new ResolveRequest(new ClerkUserId(ADA), claims, false))
                                .bearerAuth(identity.token(ServiceName.GATEWAY)),
                        ResolveResponse.class);
    }
}
