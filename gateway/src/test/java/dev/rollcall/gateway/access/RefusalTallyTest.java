package dev.rollcall.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.gateway.token.SessionToken;
import dev.rollcall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusalTallyTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RequestId REQUEST = new RequestId("request-1");

    private final MutableClock clock = new MutableClock(NOW);
    private final RefusalTally tally = new RefusalTally(new Uuid7(clock), clock);

    @Test
    void tenOfAMinuteAreRecordedOneByOneAndTheOthersCounted() {
        assertEquals(10, recordedOf(25, "user_1"));

        clock.advance(RefusalTally.WINDOW);
        AuditEntry entry = tally.due().getFirst();

        assertEquals(AuditAction.ACCESS_REFUSED, entry.action());
        assertEquals(AuditEntry.Outcome.REFUSED, entry.outcome());
        assertEquals(Map.of("count", "15", "since", NOW.toString()), entry.attributes());
        assertEquals(new ClerkUserId("user_1"), entry.subject());
        assertEquals(AuditEntry.Actor.user(new ClerkUserId("user_1")), entry.actor());
    }

    @Test
    void nothingIsDueBeforeTheMinuteIsOver() {
        assertEquals(10, recordedOf(11, "user_1"));

        clock.advance(RefusalTally.WINDOW.minus(SECOND));

        assertEquals(List.of(), tally.due());
    }

    @Test
    void theNextMinuteBeginsAnew() {
        assertEquals(10, recordedOf(12, "user_1"));
        clock.advance(RefusalTally.WINDOW);
        tally.due().forEach(tally::written);

        assertEquals(10, recordedOf(12, "user_1"));
    }

    @Test
    void aQuietMinuteNeedsNoRecordBeforeTheNext() {
        assertEquals(10, recordedOf(10, "user_1"));

        clock.advance(RefusalTally.WINDOW);

        assertEquals(10, recordedOf(10, "user_1"));
        assertEquals(List.of(), tally.due());
    }

    @Test
    void eachPersonHasTheirOwnMinuteAndSoHasWhoActsAsThem() {
        assertEquals(10, recordedOf(11, "user_1"));
        assertEquals(10, recordedOf(11, "user_2"));
        assertFalse(counts("user_1", "user_support"));

        clock.advance(RefusalTally.WINDOW);

        assertEquals(2, tally.due().size());
    }

    @Test
    void whoActsAsSomebodyIsTheActor() {
        for (int i = 0; i < 11; i++) {
            boolean _ = counts("user_1", "user_support");
        }
        clock.advance(RefusalTally.WINDOW);

        AuditEntry entry = tally.due().getFirst();

        assertEquals(AuditEntry.Actor.user(new ClerkUserId("user_support")), entry.actor());
        assertEquals(new ClerkUserId("user_1"), entry.subject());
    }

    @Test
    void theSameRecordIsDueUntilItIsWritten() {
        assertEquals(10, recordedOf(12, "user_1"));
        clock.advance(RefusalTally.WINDOW);
        List<AuditEntry> first = tally.due();

        assertEquals(10, recordedOf(13, "user_1"));
        clock.advance(RefusalTally.WINDOW);

        assertEquals(first, tally.due());
        first.forEach(tally::written);
        assertEquals("3", tally.due().getFirst().attributes().get("count"));
    }

    @Test
    void atTheEndAllIsDueAndNothingIsCountedAnyMore() {
        assertEquals(10, recordedOf(12, "user_1"));

        List<AuditEntry> due = tally.close();

        assertEquals("2", due.getFirst().attributes().get("count"));
        assertEquals(20, recordedOf(20, "user_1"));
    }

    @Test
    void atTheEndWhatWasCountedBesideAnUnwrittenRecordFollowsIt() {
        assertEquals(10, recordedOf(12, "user_1"));
        clock.advance(RefusalTally.WINDOW);
        List<AuditEntry> unwritten = tally.due();
        assertEquals(10, recordedOf(13, "user_1"));

        assertEquals(unwritten, tally.close());
        unwritten.forEach(tally::written);

        assertEquals("3", tally.close().getFirst().attributes().get("count"));
    }

    @Test
    void aClockThatIsSetBackBeginsAnotherMinute() {
        assertEquals(10, recordedOf(10, "user_1"));

        clock.advance(Duration.ofHours(-1));

        assertEquals(10, recordedOf(10, "user_1"));
    }

    @Test
    void whoIsOneTooManyIsRecordedOneByOne() {
        for (int person = 0; person < RefusalTally.MOST_PEOPLE; person++) {
            assertFalse(counts("user_" + person, null));
        }

        assertEquals(20, recordedOf(20, "user_late"));

        clock.advance(RefusalTally.WINDOW);
        assertEquals(List.of(), tally.due());
        assertEquals(10, recordedOf(20, "user_late"));
    }

    @Test
    void whatCouldNotBeRecordedIsCounted() {
        assertEquals(10, recordedOf(12, "user_1"));
        assertTrue(tally.count(token("user_1", null), REQUEST));
        assertTrue(tally.count(token("user_2", null), REQUEST));

        clock.advance(RefusalTally.WINDOW);

        assertEquals(
                Map.of("user_1", "3", "user_2", "1"),
                tally.due().stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> String.valueOf(entry.subject()),
                                        entry -> entry.attributes().get("count"))));
    }

    @Test
    void whatFailsAfterItsMinuteBelongsToTheNext() {
        assertEquals(10, recordedOf(10, "user_1"));
        clock.advance(RefusalTally.WINDOW);
        assertEquals(List.of(), tally.due());

        assertTrue(tally.count(token("user_1", null), REQUEST));

        clock.advance(RefusalTally.WINDOW);
        assertEquals("1", tally.due().getFirst().attributes().get("count"));
    }

    private int recordedOf(int refusals, String user) {
        int recorded = 0;
        for (int i = 0; i < refusals; i++) {
            recorded += counts(user, null) ? 0 : 1;
        }
        return recorded;
    }

    private boolean counts(String user, @Nullable String impersonator) {
        return tally.counts(token(user, impersonator), REQUEST);
    }

    private static SessionToken token(String user, @Nullable String impersonator) {
        TokenClaims claims = new TokenClaims(NOW, null, null, null, null, null, null, null, null);
        return new SessionToken(
                new ClerkUserId(user),
                new ClerkSessionId("sess_1"),
                NOW,
                null,
                impersonator == null ? null : new ClerkUserId(impersonator),
                impersonator != null,
                claims,
                Set.of());
    }
}
