package dev.rollcall.gateway.door;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import dev.rollcall.gateway.door.RecordingService.Answer;
import dev.rollcall.gateway.door.Wire.Reply;
import dev.rollcall.gateway.token.KeySets;
import dev.rollcall.gateway.token.TokenForge;
import dev.rollcall.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clerk's keys, and the time of a token, as the clock of the test has it. */
class KeySetDoorTest {

    private static final String PATH = "/api/sample/x";
    private static final Duration PAUSE = Duration.ofSeconds(6);

    /** In the past of every file and library: only the test's clock can make a token valid. */
    private static final MutableClock CLOCK =
            new MutableClock(Instant.parse("2026-11-20T10:00:00Z"));

    private static final Siege SIEGE = new Siege(Map.of("rollcall.clerk.keys-poll", "1h"), CLOCK);
    private static final TokenForge CLERK = SIEGE.door.clerk;
    private static final TokenForge NEXT = TokenForge.withKey("ins_2");

    /** Whose key nobody knows, so that the keys are fetched. */
    private static final TokenForge STRANGER = TokenForge.withKey("ins_9");

    @AfterAll
    static void close() {
        SIEGE.close();
    }

    @BeforeEach
    void theGenuineKeysAreKnown() {
        publish(_ -> Answer.json(200, CLERK.jwks()));
        CLOCK.advance(PAUSE);
        assertEquals(401, present(STRANGER).status());
        assertEquals(200, present(CLERK).status());
        SIEGE.door.forget();
        SIEGE.door.jwks.forget();
        SIEGE.log.forget();
    }

    @ParameterizedTest
    @CsvSource({
        "exp,-4,200,-",
        "exp,-5,401,token_expired",
        "nbf,5,200,-",
        "nbf,6,401,token_invalid",
        "iat,5,200,-",
        "iat,6,401,token_invalid",
        "iat,30,401,token_invalid",
        "iat,61,401,token_invalid",
    })
    void g17FiveSecondsOfSkew(String claim, long offset, int status, String code) {
        long now = CLOCK.instant().getEpochSecond();
        Map<String, @Nullable Object> claims =
                TokenForge.claims("user_grace", CLOCK.instant().minusSeconds(30));
        claims.put(claim, now + offset);

        long before = SIEGE.served();
        Reply reply = present(CLERK.sign(CLERK.header(), claims));

        assertEquals(status, reply.status(), reply::body);
        assertTrue(status == 200 || reply.body().contains('"' + code + '"'), reply::body);
        assertEquals(status == 200 ? 1 : 0, SIEGE.served() - before);
    }

    @Test
    void g11AKeyIsKnownByItsIdAlone() {
        publish(_ -> Answer.json(200, KeySets.of(CLERK, NEXT)));
        CLOCK.advance(PAUSE);
        assertEquals(200, present(NEXT).status());
        assertEquals(200, present(CLERK).status());
        long before = SIEGE.served();

        assertInvalid(crossed(CLERK, NEXT));
        assertInvalid(crossed(NEXT, CLERK));
        assertEquals(before, SIEGE.served());
    }

    @Test
    void g32WhatIsNoKeySetChangesNothing() throws JOSEException {
        for (Map.Entry<String, String> set : KeySets.unusable(NEXT).entrySet()) {
            publish(_ -> Answer.json(200, set.getValue()));
            assertTheOldKeysCount(set.getKey());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 307, 401, 404, 500, 503})
    void g32AnotherStatusChangesNothing(int status) {
        RecordingService.Received[] elsewhere = new RecordingService.Received[1];
        SIEGE.door.jwks.aside(
                "/elsewhere",
                request -> {
                    elsewhere[0] = request;
                    return Answer.json(200, KeySets.of(NEXT));
                });
        publish(
                _ ->
                        new Answer(
                                status,
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "Location",
                                        SIEGE.door.jwks.url() + "/elsewhere"),
                                status == 204 ? "" : KeySets.of(NEXT)));
        assertTheOldKeysCount("status " + status);
        assertEquals(null, elsewhere[0]);
    }

    @Test
    void g32AnEncodedSetIsNotInflated() {
        publish(
                _ ->
                        new Answer(
                                200,
                                Map.of("Content-Encoding", "gzip"),
                                "\u001f\u008b\b\0\0\0\0\0"));
        assertTheOldKeysCount("gzip");
        assertEquals(null, SIEGE.door.jwks.received().getLast().header("accept-encoding"));
    }

    @Test
    void g33ANewKeyCountsAtOnceAndAnOldOneNoMore() {
        publish(_ -> Answer.json(200, KeySets.of(CLERK, NEXT)));
        CLOCK.advance(PAUSE);
        String old = CLERK.token("user_grace", CLOCK.instant());
        assertEquals(200, present(old).status());
        assertEquals(0, SIEGE.door.jwks.received().size());

        assertEquals(200, present(NEXT).status());
        assertEquals(1, SIEGE.door.jwks.received().size());
        assertEquals(200, present(old).status());

        publish(_ -> Answer.json(200, KeySets.of(NEXT)));
        CLOCK.advance(PAUSE);
        assertEquals(401, present(STRANGER).status());
        long before = SIEGE.served();
        assertInvalid(old);
        assertEquals(before, SIEGE.served());
        assertEquals(200, present(NEXT).status());
    }

    /** As the first answers of a start: nobody is turned away for good, and nobody is let in. */
    @Test
    void g32WithoutKeysNobodyIsJudged() throws JOSEException {
        try (RecordingService nowhere = new RecordingService(_ -> Answer.json(200, "<html>"));
                Siege cold =
                        new Siege(
                                Map.of(
                                        "rollcall.clerk.jwks-url",
                                        nowhere.url() + "/jwks",
                                        "rollcall.clerk.keys-poll",
                                        "1h"),
                                CLOCK)) {
            await().atMost(BOUND).until(() -> !nowhere.received().isEmpty());
            for (Map.Entry<String, String> set : KeySets.unusable(NEXT).entrySet()) {
                nowhere.behave(_ -> Answer.json(200, set.getValue()));
                CLOCK.advance(PAUSE);
                int fetched = nowhere.received().size();
                Reply reply =
                        cold.refused(
                                503,
                                "unavailable",
                                "GET",
                                PATH,
                                "Authorization: Bearer "
                                        + NEXT.token("user_grace", CLOCK.instant()));
                assertEquals("2", reply.header("retry-after"), set.getKey());
                assertEquals(fetched + 1, nowhere.received().size(), set.getKey());
            }
        }
    }

    @Test
    void g32ASetThatDoesNotEndIsGivenUp() {
        String begun = "HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n{\"keys\":";
        try (TalkingUpstream silent = new TalkingUpstream((_, _) -> begun);
                Siege cold =
                        new Siege(Map.of("rollcall.clerk.jwks-url", silent.url() + "/"), CLOCK)) {
            String bearer = "Authorization: Bearer " + NEXT.token("user_grace", CLOCK.instant());
            cold.refused(503, "unavailable", "GET", PATH, bearer);

            silent.say((_, _) -> TalkingUpstream.ok(KeySets.of(NEXT)));
            CLOCK.advance(PAUSE);
            assertEquals(200, cold.door.wire.get(PATH, bearer).status());
        }
    }

    private static void assertTheOldKeysCount(String what) {
        CLOCK.advance(PAUSE);
        SIEGE.log.forget();
        int fetched = SIEGE.door.jwks.received().size();

        assertInvalid(NEXT.token("user_grace", CLOCK.instant()));
        assertEquals(fetched + 1, SIEGE.door.jwks.received().size(), what);
        assertEquals(200, present(CLERK).status(), what);
        assertTrue(
                SIEGE.log.text().contains("event=token_keys.fetch outcome=failed kept=true"), what);
    }

    /** The one's id, the other's signature. */
    private static String crossed(TokenForge named, TokenForge signing) {
        Map<String, @Nullable Object> header = signing.header();
        header.put("kid", named.header().get("kid"));
        return signing.sign(header, TokenForge.claims("user_grace", CLOCK.instant()));
    }

    private static void publish(Function<RecordingService.Received, Answer> keys) {
        SIEGE.door.jwks.behave(keys);
    }

    private static void assertInvalid(String token) {
        Siege.assertProblem(401, "token_invalid", present(token));
    }

    private static Reply present(TokenForge clerk) {
        return present(clerk.token("user_grace", CLOCK.instant()));
    }

    private static Reply present(String token) {
        return SIEGE.door.wire.get(PATH, "Authorization: Bearer " + token);
    }
}
