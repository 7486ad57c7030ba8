package dev.rollcall.webhook.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoticePolicyTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aQuietNightIsNotWorthANotice() {
        assertEquals(List.of(), kinds(new Situation(0, HOUR, MINUTE), HOUR, MINUTE));
        assertEquals(List.of(), kinds(new Situation(0, null, null), HOUR, MINUTE));
    }

    @Test
    void eachKindHasItsReason() {
        Situation bad = new Situation(2, HOUR.plusSeconds(1), MINUTE.plusSeconds(1));

        assertEquals(List.of("dead", "silence", "backlog"), kinds(bad, HOUR, MINUTE));
    }

    @Test
    void silenceCanBeMeant() {
        assertEquals(
                List.of(),
                kinds(new Situation(0, Duration.ofDays(400), null), Duration.ZERO, MINUTE));
    }

    private static List<String> kinds(Situation situation, Duration silence, Duration backlog) {
        return NoticePolicy.notices(situation, silence, backlog).stream()
                .map(Notice::kind)
                .toList();
    }
}
