package dev.rollcall.webhook.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.testing.ClerkEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class CloudEventTest {

    private static final Instant AT = Instant.ofEpochMilli(1_793_610_900_644L);

    @Test
    void theObjectIsDataAndItsVersionStandsBeside() {
        String payload =
                """
                {"event_attributes":{"http_request":{"client_ip":"192.0.2.7"}},
                 "data":{"id":"user_1","n":1.50,"updated_at":7,"list":[{"updated_at":9}]},
                 "type":"user.updated"}
                """;

        assertEquals(
                "{\"specversion\":\"1.0\",\"id\":\"msg_1\",\"source\":\"/rollcall/clerk\","
                        + "\"type\":\"user.updated\",\"subject\":\"user_1\","
                        + "\"time\":\"2026-11-02T09:15:00.644Z\","
                        + "\"datacontenttype\":\"application/json\",\"rollcallversion\":\"7\","
                        + "\"data\":{\"id\":\"user_1\",\"n\":1.50,\"updated_at\":7,"
                        + "\"list\":[{\"updated_at\":9}]}}",
                write(payload));
    }

    @Test
    void withoutAnObjectsVersionTheTimeOfTheEventCounts() {
        String event = write("{\"data\":{\"id\":\"user_1\",\"deleted\":true}}");

        assertTrue(event.contains("\"rollcallversion\":\"1793610900644\""), event);
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsWrittenTheSameTwice() {
        return ClerkEvents.all().entrySet().stream()
                .map(
                        example ->
                                DynamicTest.dynamicTest(
                                        example.getKey(),
                                        () ->
                                                assertEquals(
                                                        write(example.getValue()),
                                                        write(example.getValue()))));
    }

    private static String write(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new String(
                CloudEvent.write("msg_1", "user.updated", "user_1", AT, AT, bytes),
                StandardCharsets.UTF_8);
    }
}
