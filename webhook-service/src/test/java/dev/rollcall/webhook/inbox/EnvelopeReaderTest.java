package dev.rollcall.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.testing.ClerkEvents;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvelopeReaderTest {

    @TestFactory
    Stream<DynamicTest> readsEveryExample() {
        return ClerkEvents.all().entrySet().stream()
                .map(
                        example ->
                                DynamicTest.dynamicTest(
                                        example.getKey(), () -> readExample(example.getValue())));
    }

    private static void readExample(String body) {
        assertInstanceOf(Envelope.Usable.class, read(body));
    }

    @Test
    void takesTypeSubjectAndTime() {
        Envelope envelope = read(ClerkEvents.body("user.updated"));

        assertEquals("user.updated", assertInstanceOf(Envelope.Usable.class, envelope).type());
        assertEquals(
                new Envelope.Usable(
                        "user.updated",
                        "user_1",
                        Instant.ofEpochMilli(1_793_610_900_644L),
                        Envelope.Urgency.ORDINARY,
                        "ins_1",
                        Set.of("user_1")),
                read(
                        """
                        {"data":{"external":{"id":"x_1"},"id":"user_1","list":[{"id":"x_2"}]},
                         "other":{"id":"x_3","type":"nested"},
                         "timestamp":1793610900644,"type":"user.updated","future":[1.5e3],
                         "instance_id":"ins_1"}
                        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session.revoked",
                "session.ended",
                "session.removed",
                "user.deleted",
                "user.updated.banned"
            })
    void knowsWhatTakesAccessAway(String example) {
        Envelope.Usable usable =
                assertInstanceOf(Envelope.Usable.class, read(ClerkEvents.body(example)));

        assertEquals(Envelope.Urgency.REVOKING, usable.urgency());
    }

    @Test
    void leavesOutASubjectOfAnotherShape() {
        assertEquals(
                new Envelope.Usable(
                        "user.updated", null, null, Envelope.Urgency.ORDINARY, null, Set.of()),
                read(
                        """
                        {"type":"user.updated","data":{"id":"user_x' or 1=1"},"timestamp":99999999999999999999999}
                        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "text",
                "\"text\"",
                "{",
                "{\"type\":\"a\"",
                "{\"type\":\"a\"}}",
                "{\"type\":\"a\"} {}",
                "{\"type\":\"a\",\"type\":\"a\"}",
                "{\"type\":\"a\",\"data\":{\"id\":\"1\",\"id\":\"2\"}}",
                "{\"type\":\"a\",\"n\":1e400}",
                "{\"type\":\"a\",\"n\":-1e400}",
                "{\"type\":\"a\",\"n\":NaN}",
                "{\"type\":\"a\",}",
                "{'type':'a'}",
                "{\"type\":\"a\"}//",
                "\uFEFF{\"type\":\"a\"}",
                "{\"type\":\"\"}",
                "{\"type\":1}",
                "{\"type\":null}",
                "{\"type\":\"a b\"}",
                "{\"type\":\"a\\u0000\"}",
                "{\"data\":{\"type\":\"a\"}}"
            })
    void parksWhatNobodyCanUse(String body) {
        assertInstanceOf(Envelope.Poison.class, read(body));
    }

    @Test
    void parksWhatIsNotUtf8() {
        String body = "{\"type\":\"a\",\"data\":\"é\"}";
        byte[] overlong = {'{', '"', 't', (byte) 0xC0, (byte) 0xAF, '"', '}'};

        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1}) {
            assertEquals(
                    new Envelope.Poison("not_utf8"), EnvelopeReader.read(body.getBytes(charset)));
        }
        assertEquals(new Envelope.Poison("not_utf8"), EnvelopeReader.read(overlong));
    }

    @Test
    void allowsSixtyFourLevelsAndNoMore() {
        assertInstanceOf(Envelope.Usable.class, read(nested(63)));
        assertInstanceOf(Envelope.Poison.class, read(nested(64)));
        assertInstanceOf(Envelope.Poison.class, read(nested(1000)));
    }

    private static String nested(int levels) {
        return "{\"type\":\"a\",\"data\":" + "[".repeat(levels) + "]".repeat(levels) + '}';
    }

    private static Envelope read(String body) {
        return EnvelopeReader.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
