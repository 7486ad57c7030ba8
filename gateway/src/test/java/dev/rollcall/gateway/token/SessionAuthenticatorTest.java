package dev.rollcall.gateway.token;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.rollcall.contracts.change.ChangeEntry;
import dev.rollcall.contracts.change.ChangeKind;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.gateway.feed.FeedConfiguration;
import dev.rollcall.gateway.revocation.Revocation;
import dev.rollcall.gateway.revocation.Revocations;
import dev.rollcall.testing.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionAuthenticatorTest {

    private static final TokenForge OLD = TokenForge.withKey("ins_1");
    private static final TokenForge NEW = TokenForge.withKey("ins_2");

    private final MutableClock clock = new MutableClock(SessionTokenVerifierTest.NOW);
    private final AtomicInteger fetches = new AtomicInteger();
    private final Revocations revocations =
            new Revocations(
                    new FeedConfiguration(
                            Duration.ofSeconds(2),
                            Duration.ofHours(1),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(2)),
                    clock);
    private volatile int status = 200;
    private volatile String body = OLD.jwks();

    private HttpServer server;
    private SessionKeys keys;
    private SessionAuthenticator authenticator;

    SessionAuthenticatorTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys =
                SessionKeys.fetched(
                        new KeySource(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                                BOUND),
                        clock);
        authenticator =
                new SessionAuthenticator(
                        keys,
                        SessionTokenVerifierTest.RULES,
                        new ClaimSightings(SessionTokenVerifierTest.RULES),
                        revocations,
                        clock);
    }

    @BeforeEach
    void serve() {
        server.createContext(
                "/",
                exchange -> {
                    fetches.incrementAndGet();
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesTheKeysForTheFirstToken() {
        assertVerified(OLD);
        assertEquals(1, fetches.get());
    }

    @Test
    void verifiesAgainFromMemoryUntilTheTokenExpires() {
        String token = OLD.token("user_1", clock.instant());
        assertInstanceOf(TokenVerification.Verified.class, authenticator.authenticate(token));

        clock.advance(Duration.ofSeconds(64));
        assertInstanceOf(TokenVerification.Verified.class, authenticator.authenticate(token));

        clock.advance(Duration.ofSeconds(1));
        assertInstanceOf(TokenVerification.Expired.class, authenticator.authenticate(token));
    }

    @Test
    void recallsOnlyWhatItHasVerified() {
        String token = OLD.token("user_1", clock.instant());

        assertTrue(authenticator.recall(token).isEmpty());
        assertEquals(0, fetches.get());

        TokenVerification verified = authenticator.authenticate(token);
        assertEquals(verified, authenticator.recall(token).orElseThrow());
    }

    @Test
    void aFirstLookFetchesNothingAndSaysWhatKeysCannotChange() {
        keys.refreshIfDue();
        String valid = OLD.token("user_1", clock.instant());
        String old = OLD.token("user_1", clock.instant().minus(Duration.ofHours(1)));

        assertInstanceOf(
                TokenVerification.Verified.class, authenticator.look(valid).answer().orElseThrow());
        assertInstanceOf(
                TokenVerification.Expired.class, authenticator.look(old).answer().orElseThrow());
        assertInstanceOf(
                TokenVerification.Invalid.class,
                authenticator.look("x".repeat(9000)).answer().orElseThrow());
        assertInstanceOf(
                TokenVerification.Verified.class, authenticator.recall(valid).orElseThrow());
        assertEquals(1, fetches.get());
    }

    @Test
    void aFirstLookLeavesOpenWhatFreshKeysCouldChange() {
        keys.refreshIfDue();
        FirstLook first = authenticator.look(NEW.token("user_1", clock.instant()));
        assertTrue(first.answer().isEmpty());
        body = both();
        clock.advance(SessionKeys.SHORTEST_PAUSE);

        assertInstanceOf(TokenVerification.Verified.class, authenticator.lookAgain(first));
        assertEquals(2, fetches.get());
    }

    @Test
    void aFirstLookKnowsWhatIsRevoked() {
        keys.refreshIfDue();
        String token = OLD.token("user_1", clock.instant());
        revokeUser();

        assertInstanceOf(
                TokenVerification.Revoked.class, authenticator.look(token).answer().orElseThrow());
    }

    @Test
    void aRecalledTokenIsJudgedByTheMoment() {
        String token = OLD.token("user_1", clock.instant());
        authenticator.authenticate(token);
        revokeUser();

        assertInstanceOf(
                TokenVerification.Revoked.class, authenticator.recall(token).orElseThrow());

        clock.advance(Duration.ofMinutes(2));
        assertTrue(
                authenticator
                        .recall(token)
                        .filter(TokenVerification.Verified.class::isInstance)
                        .isEmpty());
    }

    @Test
    void anUnknownKeyIsFetchedAtOnce() {
        assertVerified(OLD);
        body = both();
        clock.advance(SessionKeys.SHORTEST_PAUSE);

        assertVerified(NEW);
        assertVerified(OLD);
    }

    @Test
    void unknownKeysCauseAtMostOneFetchInFiveSeconds() {
        assertVerified(OLD);
        for (int i = 0; i < 100; i++) {
            assertInstanceOf(TokenVerification.Invalid.class, authenticate(NEW));
            clock.advance(Duration.ofMillis(49));
        }

        assertEquals(1, fetches.get());
    }

    @Test
    void aKeyThatIsGoneTakesItsTokensAlong() {
        String token = OLD.token("user_1", clock.instant());
        assertInstanceOf(TokenVerification.Verified.class, authenticator.authenticate(token));
        body = NEW.jwks();
        clock.advance(SessionKeys.SHORTEST_PAUSE);
        keys.refreshIfDue();

        assertInstanceOf(TokenVerification.Invalid.class, authenticator.authenticate(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"keys\":[]}", "<html>", "[1]"})
    void keepsTheLastGoodSetWhenABadOneComes(String bad) {
        assertVerified(OLD);
        body = bad;
        clock.advance(SessionKeys.SHORTEST_PAUSE);
        keys.refreshIfDue();

        assertVerified(OLD);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500})
    void keepsTheLastGoodSetWhenAnErrorComes(int error) {
        assertVerified(OLD);
        status = error;
        clock.advance(SessionKeys.SHORTEST_PAUSE);
        keys.refreshIfDue();

        assertVerified(OLD);
        assertEquals(2, fetches.get());
    }

    @Test
    void refusesASetThatIsTooLarge() {
        assertVerified(OLD);
        body = NEW.jwks() + " ".repeat(100_000);
        clock.advance(SessionKeys.SHORTEST_PAUSE);
        keys.refreshIfDue();

        assertInstanceOf(TokenVerification.Invalid.class, authenticate(NEW));
        assertVerified(OLD);
    }

    @Test
    void withoutAnyKeyNobodyIsJudged() {
        status = 500;

        assertInstanceOf(TokenVerification.Unverifiable.class, authenticate(OLD));
    }

    @Test
    void aConfiguredKeyNeedsNoNetwork() throws Exception {
        SessionKeys fixed = SessionKeys.fixed(KeyRing.ofOne(OLD.key().toRSAPublicKey()), clock);
        SessionAuthenticator offline =
                new SessionAuthenticator(
                        fixed,
                        SessionTokenVerifierTest.RULES,
                        new ClaimSightings(SessionTokenVerifierTest.RULES),
                        revocations,
                        clock);

        assertInstanceOf(
                TokenVerification.Verified.class,
                offline.authenticate(OLD.token("user_1", clock.instant())));
        assertInstanceOf(
                TokenVerification.Invalid.class,
                offline.authenticate(NEW.token("user_1", clock.instant())));
        assertEquals(0, fetches.get());
    }

    @Test
    void nativeCodeTakesOverWithoutForgettingAndThroughRotations() {
        assumeTrue(Verdicts.NATIVE.isPresent(), "there is no native code for this machine");
        String known = OLD.token("user_1", clock.instant());
        assertInstanceOf(TokenVerification.Verified.class, authenticator.authenticate(known));

        keys.computeBy(Verdicts.NATIVE.orElseThrow());
        assertTrue(authenticator.recall(known).isPresent());
        assertEquals(1, keys.current().ring().faster());
        assertInstanceOf(TokenVerification.Invalid.class, authenticate(NEW));

        body = both();
        clock.advance(SessionKeys.SHORTEST_PAUSE);
        assertVerified(NEW);
        assertVerified(OLD);
        assertEquals(2, keys.current().ring().faster());
    }

    @Test
    void aRevokedTokenCountsNeitherFromMemoryNorCold() {
        String known = OLD.token("user_1", clock.instant());
        assertInstanceOf(TokenVerification.Verified.class, authenticator.authenticate(known));
        revocations.heard(
                List.of(
                        new ChangeEntry(
                                ChangeKind.SESSION_REVOKED,
                                new ClerkUserId("user_1"),
                                null,
                                new ClerkSessionId("sess_1"),
                                clock.instant())));
        clock.advance(Duration.ofSeconds(2));
        String cold = OLD.token("user_1", clock.instant());

        for (String token : List.of(known, cold)) {
            assertEquals(
                    Revocation.SESSION,
                    assertInstanceOf(
                                    TokenVerification.Revoked.class,
                                    authenticator.authenticate(token))
                            .reason());
        }
    }

    @Test
    void keysComeOverHttpsOutsideDevelopment() {
        assertTrue(KeySource.isAllowed(URI.create("https://clerk.example.com/jwks"), true));
        assertTrue(KeySource.isAllowed(URI.create("http://127.0.0.1:8085/jwks"), true));
        assertTrue(KeySource.isAllowed(URI.create("http://clerk:8085/jwks"), false));
        assertTrue(!KeySource.isAllowed(URI.create("http://clerk.example.com/jwks"), true));
        assertTrue(!KeySource.isAllowed(URI.create("file:///etc/jwks"), false));
    }

    private void assertVerified(TokenForge clerk) {
        assertInstanceOf(TokenVerification.Verified.class, authenticate(clerk));
    }

    private TokenVerification authenticate(TokenForge clerk) {
        return authenticator.authenticate(clerk.token("user_1", clock.instant()));
    }

    private static String both() {
        String first = OLD.jwks();
        String second = NEW.jwks();
        return first.substring(0, first.length() - 2)
                + ','
                + second.substring(second.indexOf('[') + 1);
    }

    private void revokeUser() {
        revocations.heard(
                List.of(
                        new ChangeEntry(
                                ChangeKind.USER_REVOKED,
                                new ClerkUserId("user_1"),
                                null,
                                null,
                                clock.instant())));
    }
}
