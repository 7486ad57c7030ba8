package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How long after Clerk's webhook was taken each of several gateways refuses what it let in before.
 * The time is printed: a second is promised, and the machine of a test promises nothing.
 */
final class RevocationWatch {

    /**
     * Before a gateway that heard nothing would ask again by itself, which is after 30 s (and its
     * tokens live for 600 s): what is refused by then was told by the feed.
     */
    private static final Duration BY_THE_FEED = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(10);

    private record Refused(Reply reply, Instant at) {}

    private final RunningStack stack;
    private final List<Door> doors;

    RevocationWatch(RunningStack stack, List<Door> doors) {
        this.stack = stack;
        this.doors = List.copyOf(doors);
    }

    /**
     * What the gateways say once both refuse.
     *
     * @param what is taken back, in words
     * @param userId whom it is taken from
     * @param change takes it back at Clerk
     * @param ask what passed at each gateway until now
     */
    List<Reply> refusals(String what, String userId, Runnable change, Function<Door, Reply> ask) {
        Set<String> before = new HashSet<>();
        for (JsonNode message : stack.clerk().messages(userId)) {
            before.add(message.path("id").asText());
        }

        change.run();

        Map<Door, Refused> refused = new LinkedHashMap<>();
        await(what)
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(() -> areAllIn(refused, ask));
        Instant taken =
                await().atMost(BOUND)
                        .until(() -> stack.clerk().firstTaken(userId, before), Optional::isPresent)
                        .orElseThrow();
        List<Duration> after =
                refused.values().stream().map(it -> Duration.between(taken, it.at())).toList();
        System.out.printf(
                "a5 %s: refused %s ms after the webhook was taken%n",
                what, after.stream().map(Duration::toMillis).toList());
        assertTrue(
                after.stream().allMatch(it -> it.compareTo(BY_THE_FEED) < 0),
                () -> what + ": " + after);
        return refused.values().stream().map(Refused::reply).toList();
    }

    /** 503 is no refusal of theirs. */
    private boolean areAllIn(Map<Door, Refused> refused, Function<Door, Reply> ask) {
        for (Door door : doors) {
            if (!refused.containsKey(door)) {
                Reply reply = ask.apply(door);
                if (reply.status() == 401 || reply.status() == 403) {
                    refused.put(door, new Refused(reply, Instant.now()));
                }
            }
        }
        return refused.size() == doors.size();
    }
}
