package dev.rollcall.gateway.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.change.ChangeEntry;
import dev.rollcall.contracts.change.ChangeKind;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.gateway.feed.FeedConfiguration;
import dev.rollcall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevocationsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration LIFE = Duration.ofHours(1);
    private static final ClerkUserId ADA = new ClerkUserId("user_ada");
    private static final ClerkOrgId ACME = new ClerkOrgId("org_acme");

    private final MutableClock clock = new MutableClock(NOW);
    private final Revocations revocations =
            new Revocations(
                    new FeedConfiguration(
                            Duration.ofSeconds(5), LIFE, Duration.ofSeconds(30), Duration.ZERO),
                    3,
                    clock);

    @Test
    void aRevokedSessionIsRefusedUntilEveryTokenOfItHasExpired() {
        hear(ChangeKind.SESSION_REVOKED, ADA, null, "sess_1", NOW);

        assertEquals(Optional.of(Revocation.SESSION), find("sess_1", null, NOW.plusSeconds(5)));
        assertEquals(Optional.empty(), find("sess_2", null, NOW));

        clock.advance(LIFE);
        revocations.heard(List.of());
        assertEquals(Optional.empty(), find("sess_1", null, NOW));
    }

    @Test
    void aBanLastsUntilItIsLifted() {
        hear(ChangeKind.USER_REVOKED, ADA, null, null, NOW);
        assertEquals(Optional.of(Revocation.USER), find("sess_1", null, NOW.plusSeconds(5)));

        hear(ChangeKind.USER_READMITTED, ADA, null, null, NOW.plusSeconds(9));
        assertEquals(Optional.empty(), find("sess_1", null, NOW.plusSeconds(5)));
    }

    @Test
    void aRemovedMembershipRefusesOnlyWhatWasIssuedUpToThenForThatOrganisation() {
        hear(ChangeKind.MEMBERSHIP_REVOKED, ADA, ACME, null, NOW);

        assertEquals(Optional.of(Revocation.MEMBERSHIP), find("sess_1", ACME, NOW));
        assertEquals(Optional.empty(), find("sess_1", ACME, NOW.plusSeconds(1)));
        assertEquals(Optional.empty(), find("sess_1", null, NOW));
        assertEquals(Optional.empty(), find("sess_1", new ClerkOrgId("org_other"), NOW));
    }

    @Test
    void anOlderWordAboutTheSameMembershipDoesNotReplaceAYoungerOne() {
        hear(ChangeKind.MEMBERSHIP_REVOKED, ADA, ACME, null, NOW);
        hear(ChangeKind.MEMBERSHIP_REVOKED, ADA, ACME, null, NOW.minusSeconds(60));

        assertEquals(Optional.of(Revocation.MEMBERSHIP), find("sess_1", ACME, NOW.minusSeconds(1)));
    }

    @Test
    void whatIsNoLongerKnownOneByOneIsRefusedAsAWhole() {
        for (int i = 1; i <= 4; i++) {
            hear(ChangeKind.SESSION_REVOKED, ADA, null, "sess_" + i, NOW.plusSeconds(i));
        }

        assertEquals(Optional.of(Revocation.FORGOTTEN), find("sess_1", null, NOW.plusSeconds(1)));
        assertEquals(Optional.of(Revocation.FORGOTTEN), find("sess_innocent", null, NOW));
        assertEquals(Optional.empty(), find("sess_innocent", null, NOW.plusSeconds(2)));
        assertEquals(Optional.of(Revocation.SESSION), find("sess_4", null, NOW.plusSeconds(9)));
    }

    private Optional<Revocation> find(String session, @Nullable ClerkOrgId org, Instant issuedAt) {
        return revocations.find(ADA, new ClerkSessionId(session), org, issuedAt);
    }

    private void hear(
            ChangeKind kind,
            @Nullable ClerkUserId user,
            @Nullable ClerkOrgId org,
            @Nullable String session,
            Instant at) {
        revocations.heard(
                List.of(
                        new ChangeEntry(
                                kind,
                                user,
                                org,
                                session == null ? null : new ClerkSessionId(session),
                                at)));
    }
}
