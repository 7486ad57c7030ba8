package dev.rollcall.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadPeopleTest {

    private static final Set<String> ADA = Set.of("user_1", "ada@example.com");

    @Test
    void findsIdsAndAddressesWhereverTheyStand() {
        String body =
                """
                {"type":"a","data":{"id":"user_1","n":{"list":["user_2"],"user_3aaaaaaaaaaaaaaaaaaaaaaaaaa":1,"user_id":1},
                 "mail":"Ada@Example.COM","text":"write to user_4 at x@example.com now"}}
                """;

        assertEquals(
                Optional.of(
                        Set.of(
                                "user_1",
                                "user_2",
                                "user_3aaaaaaaaaaaaaaaaaaaaaaaaaa",
                                "ada@example.com")),
                PayloadPeople.list(bytes(body)));
    }

    @Test
    void anEventIsComparedWordByWord() {
        assertTrue(PayloadPeople.isAnyIn(bytes("{\"type\":\"a\",\"x\":\"user_1\"}"), ADA));
        assertFalse(PayloadPeople.isAnyIn(bytes("{\"type\":\"a\",\"x\":\"user_12\"}"), ADA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_1", "<user_1>", "{\"x\":\"user_1\"", "to ADA@example.com,"})
    void whatIsNoEventIsSearchedAsText(String body) {
        assertTrue(PayloadPeople.isAnyIn(bytes(body), ADA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_12", "jim.ada@example.com", "ada@example.community", ""})
    void anotherWordThatHoldsItIsAnotherWord(String body) {
        assertFalse(PayloadPeople.isAnyIn(bytes(body), ADA));
    }

    @Test
    void anotherEncodingHidesNobody() {
        assertTrue(PayloadPeople.isAnyIn("x user_1".getBytes(StandardCharsets.UTF_16), ADA));
    }

    @Test
    void tooManyToBeListedAreSearchedAsText() {
        String ids =
                IntStream.range(0, Mentions.MOST + 1)
                        .mapToObj(i -> "\"user_x" + i + '"')
                        .collect(Collectors.joining(","));
        byte[] body = bytes("{\"type\":\"a\",\"data\":[" + ids + ",\"user_1\"]}");

        assertEquals(Optional.empty(), PayloadPeople.list(body));
        assertTrue(PayloadPeople.isAnyIn(body, ADA));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
