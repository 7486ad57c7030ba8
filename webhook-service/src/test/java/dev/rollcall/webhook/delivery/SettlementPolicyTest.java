package dev.rollcall.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.contracts.event.EventOutcome.Result;
import dev.rollcall.contracts.id.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SettlementPolicyTest {

    private static final MessageId ID = new MessageId("msg_1");

    @Test
    void settlesWhatTookEffect() {
        assertEquals(new Settlement.Applied(), decide(0, 1, EventOutcome.applied(ID)));
    }

    @Test
    void settlesWhatHasNoEffectWithItsReason() {
        assertEquals(
                new Settlement.Ignored("older"), decide(0, 1, EventOutcome.stale(ID, "older")));
        assertEquals(
                new Settlement.Ignored("type_unknown"),
                decide(0, 1, EventOutcome.ignored(ID, "type_unknown")));
    }

    @Test
    void aDuplicateIsWhatTheFirstOneWas() {
        assertEquals(
                new Settlement.Applied(), decide(0, 1, EventOutcome.duplicate(ID, Result.APPLIED)));
        assertEquals(
                new Settlement.Ignored("stale"),
                decide(0, 2, EventOutcome.duplicate(ID, Result.STALE)));
        assertEquals(
                new Settlement.Ignored("ignored"),
                decide(0, 2, EventOutcome.duplicate(ID, Result.IGNORED)));
    }

    @Test
    void withoutWordOfTheFirstAnEarlierLeaseMayHaveAppliedIt() {
        assertEquals(
                new Settlement.Ignored("duplicate"),
                decide(0, 1, EventOutcome.duplicate(ID, null)));
        assertEquals(new Settlement.Applied(), decide(0, 2, EventOutcome.duplicate(ID, null)));
    }

    @Test
    void withoutWordOfTheFirstWhatWasIgnoredBeforeAReplayStaysIgnored() {
        LeasedEvent replayed =
                new LeasedEvent("msg_1", "user.created", Instant.EPOCH, "{}", 0, 2, "ignored");

        assertEquals(
                new Settlement.Ignored("duplicate"),
                SettlementPolicy.decide(
                        replayed,
                        EventOutcome.duplicate(ID, null),
                        Instant.EPOCH,
                        10,
                        Duration::ofSeconds));
    }

    @Test
    void whatIsHeldUpWaitsTheLongerTheOlderItIsAndIsNeverBuried() {
        EventOutcome blocked = EventOutcome.blocked(ID, "blocked");

        assertEquals(
                List.of(1L, 1L, 2L, 4L, 4L, 4L),
                Stream.of(0, 1, 3, 59, 64, 1_000_000)
                        .map(age -> decideAt(Instant.EPOCH.plusSeconds(age), blocked))
                        .map(settlement -> ((Settlement.Deferred) settlement).delay().toSeconds())
                        .toList());
        assertEquals(
                new Settlement.Deferred("blocked", Duration.ofSeconds(1)), decide(99, 1, blocked));
    }

    @Test
    void aClockThatWasSetBackMakesNothingWait() {
        assertEquals(
                new Settlement.Deferred("blocked", Duration.ofSeconds(1)),
                decideAt(Instant.EPOCH.minusSeconds(60), EventOutcome.blocked(ID, "blocked")));
    }

    @Test
    void whatWasNotReachedIsDueAtOnce() {
        assertEquals(new Settlement.Returned("untried"), decide(9, 1, EventOutcome.untried(ID)));
    }

    @Test
    void postponesWhatMaySucceedLater() {
        assertEquals(
                new Settlement.Postponed("locked", Duration.ofSeconds(3)),
                decide(2, 3, EventOutcome.failed(ID, "locked", true)));
    }

    @Test
    void buriesTheTenthFailure() {
        assertEquals(
                new Settlement.Buried("locked"),
                decide(9, 10, EventOutcome.failed(ID, "locked", true)));
    }

    @Test
    void buriesAtOnceWhatCannotSucceed() {
        assertEquals(
                new Settlement.Buried("bad_id"),
                decide(0, 1, EventOutcome.failed(ID, "bad_id", false)));
    }

    @Test
    void postponesWhatTheAnswerForgot() {
        assertEquals(
                new Settlement.Postponed("no_outcome", Duration.ofSeconds(1)), decide(0, 1, null));
    }

    @Test
    void postponesWhatWasRefusedAlone() {
        assertEquals(
                new Settlement.Postponed("status_400", Duration.ofSeconds(1)),
                SettlementPolicy.refused(event(0, 1), 400, 10, Duration::ofSeconds));
    }

    private static Settlement decide(int attempts, long fence, @Nullable EventOutcome outcome) {
        return SettlementPolicy.decide(
                event(attempts, fence), outcome, Instant.EPOCH, 10, Duration::ofSeconds);
    }

    private static Settlement decideAt(Instant now, EventOutcome outcome) {
        return SettlementPolicy.decide(event(0, 1), outcome, now, 10, Duration::ofSeconds);
    }

    private static LeasedEvent event(int attempts, long fence) {
        return new LeasedEvent("msg_1", "user.created", Instant.EPOCH, "{}", attempts, fence, null);
    }
}
