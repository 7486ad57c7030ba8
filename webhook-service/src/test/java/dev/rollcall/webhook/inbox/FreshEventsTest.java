package dev.rollcall.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.MessageId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreshEventsTest {

    private static final int ROOM = 4096;

    private final AtomicLong nanos = new AtomicLong(-5);
    private final FreshEvents events = new FreshEvents(nanos::get, Duration.ofSeconds(10));

    @Test
    void holdsNothingBeforeAndAfterSomebodyTakes() {
        Arrival arrival = arrival("msg_1", "user.created");

        assertFalse(events.hold(List.of(arrival)).has(arrival));
        events.open();
        assertTrue(events.hold(List.of(arrival)).has(arrival));
        events.close();
        assertFalse(events.hold(List.of(arrival)).has(arrival));
    }

    @Test
    void handsOverWhatWasCommittedRevocationsFirst() {
        events.open();

        hold(arrival("msg_1", "user.created"), arrival("msg_2", "session.revoked"))
                .end(Set.of("msg_1", "msg_2"));

        assertEquals(List.of("msg_2"), take(1));
        assertEquals(List.of("msg_1"), take(9));
        assertTrue(events.isEmpty());
        assertFalse(events.hasLeftOut());
    }

    @Test
    void givesTheRoomBackOfWhatWasNotCommitted() {
        events.open();
        hold(ROOM).end(Set.of());

        FreshEvents.Held again = hold(ROOM);

        assertTrue(again.has(arrival(ROOM - 1)));
        assertEquals(List.of(), take(1));
    }

    @Test
    void leavesOutWhatDoesNotFitUntilSomethingIsTaken() {
        events.open();
        FreshEvents.Held held = hold(ROOM + 1);
        assertFalse(held.has(arrival(ROOM)));
        held.end(Set.of("msg_0"));

        assertTrue(events.hasLeftOut());
        assertFalse(events.hasLeftOut());
        assertEquals(List.of("msg_0"), take(9));
        assertTrue(hold(ROOM).has(arrival(ROOM - 1)));
    }

    @Test
    void isBoundedInBytesToo() {
        events.open();
        String large = " ".repeat(1024 * 1024 - 64);
        Arrival[] arrivals =
                IntStream.range(0, 17)
                        .mapToObj(i -> arrival("msg_" + i, "user.created", large))
                        .toArray(Arrival[]::new);

        FreshEvents.Held held = hold(arrivals);

        assertTrue(held.has(arrivals[15]));
        assertFalse(held.has(arrivals[16]));
    }

    @Test
    void givesFewerOfLargeOnesAtATime() {
        events.open();
        String large = " ".repeat(3 * 1024 * 1024);
        hold(
                        arrival("msg_1", "user.created", large),
                        arrival("msg_2", "user.created", large),
                        arrival("msg_3", "user.created", large))
                .end(Set.of("msg_1", "msg_2", "msg_3"));

        assertEquals(List.of("msg_1", "msg_2"), take(9));
        assertEquals(List.of("msg_3"), take(9));
        assertTrue(events.isEmpty());
    }

    @Test
    void pressesForRevocationsAtOnceAndForOthersAfterASecond() {
        events.open();
        hold(arrival("msg_1", "user.created")).end(Set.of("msg_1"));
        assertFalse(events.isPressing());

        nanos.addAndGet(1_000_000_000);
        assertTrue(events.isPressing());

        take(9);
        assertFalse(events.isPressing());
        hold(arrival("msg_2", "session.revoked")).end(Set.of("msg_2"));
        assertTrue(events.isPressing());
    }

    @Test
    void givesOnlyWhatItsLeaseOutlastsTheCallOf() {
        events.open();
        hold(arrival("msg_1", "user.created"), arrival("msg_2", "user.created"))
                .end(Set.of("msg_1", "msg_2"));

        nanos.addAndGet(FreshEvents.LONGEST_WAIT.toNanos() - 1);
        assertEquals(List.of("msg_1"), take(1));
        assertFalse(events.hasLeftOut());

        nanos.addAndGet(1);
        assertEquals(List.of(), take(9));
        assertTrue(events.hasLeftOut());
    }

    @Test
    void theLeaseIsAsLongAsTheWaitAndTheCall() {
        assertEquals(Duration.ofSeconds(15), events.lease());
    }

    @Test
    void holdsNoPoison() {
        events.open();
        Arrival poison =
                new Arrival(
                        new MessageId("msg_1"),
                        new Payload(new byte[0]),
                        new Envelope.Poison("not_json"),
                        Instant.EPOCH,
                        0,
                        null);

        assertFalse(hold(poison).has(poison));
    }

    private FreshEvents.Held hold(Arrival... arrivals) {
        return events.hold(List.of(arrivals));
    }

    private FreshEvents.Held hold(int count) {
        return events.hold(IntStream.range(0, count).mapToObj(FreshEventsTest::arrival).toList());
    }

    private List<String> take(int most) {
        return events.take(most).stream().map(FreshEvent::messageId).toList();
    }

    private static Arrival arrival(int number) {
        return arrival("msg_" + number, "user.created");
    }

    private static Arrival arrival(String id, String type) {
        return arrival(id, type, "");
    }

    private static Arrival arrival(String id, String type, String more) {
        String body = "{\"type\":\"" + type + "\",\"data\":{}}" + more;
        Payload payload = new Payload(body.getBytes(StandardCharsets.UTF_8));
        return new Arrival(
                new MessageId(id),
                payload,
                EnvelopeReader.read(payload.bytes()),
                Instant.EPOCH,
                0,
                null);
    }
}
