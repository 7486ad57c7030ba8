package dev.rollcall.gateway.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.change.ChangeEntry;
import dev.rollcall.contracts.change.ChangeKind;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.contracts.resolve.LocalUser;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.gateway.feed.FeedConfiguration;
import dev.rollcall.gateway.feed.FeedState;
import dev.rollcall.gateway.identity.IdentityResolver.Tolerance;
import dev.rollcall.gateway.token.SessionToken;
import dev.rollcall.testing.MutableClock;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityResolverTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final AtomicInteger calls = new AtomicInteger();
    private volatile String syncStatus = "active";
    private volatile boolean away;
    private volatile String org = "org_A";

    private final FeedConfiguration configuration =
            new FeedConfiguration(
                    Duration.ofSeconds(2),
                    Duration.ofHours(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2));
    private final FeedState feed = new FeedState(configuration, clock);
    private final RememberedIdentities memory = new RememberedIdentities(clock);
    private final IdentityResolver resolver = resolver(this::answer);

    @Test
    void remembersAnActiveUserForTwoSeconds() {
        resolve("user_1", null);
        clock.advance(Duration.ofMillis(1999));
        resolve("user_1", null);
        assertEquals(1, calls.get());

        clock.advance(Duration.ofMillis(1));
        resolve("user_1", null);
        assertEquals(2, calls.get());
    }

    @Test
    void recallsWhatIsFreshWithoutACall() {
        SessionToken token = token("user_1", null, NOW);
        assertTrue(resolver.recall(token).isEmpty());
        assertEquals(0, calls.get());

        resolver.resolve(token, Tolerance.FRESH_ONLY);
        assertTrue(resolver.recall(token).isPresent());

        clock.advance(Duration.ofSeconds(2));
        assertTrue(resolver.recall(token).isEmpty());
        assertEquals(1, calls.get());
    }

    @Test
    void aNewTokenWithTheSameClaimsIsTheSameQuestion() {
        resolver.resolve(token("user_1", null, NOW), Tolerance.FRESH_ONLY);
        resolver.resolve(token("user_1", null, NOW.plusSeconds(1)), Tolerance.FRESH_ONLY);

        assertEquals(1, calls.get());
    }

    @Test
    void anotherRoleInTheTokenIsAnotherQuestion() {
        resolve("user_1", "member");
        resolve("user_1", "admin");

        assertEquals(2, calls.get());
    }

    @Test
    void aPendingUserIsAskedForEachTime() {
        syncStatus = "pending";

        resolve("user_1", null);
        resolve("user_1", null);

        assertEquals(2, calls.get());
    }

    @Test
    void readsGoOnForAMinuteWhileIdentityIsAway() {
        resolve("user_1", null);
        away = true;

        clock.advance(Duration.ofSeconds(59));
        assertInstanceOf(Resolution.Resolved.class, resolve(Tolerance.STALE_ALLOWED));
        assertInstanceOf(Resolution.Refused.class, resolve(Tolerance.FRESH_ONLY));

        clock.advance(Duration.ofSeconds(1));
        assertInstanceOf(Resolution.Refused.class, resolve(Tolerance.STALE_ALLOWED));
    }

    @Test
    void somebodyUnknownCannotComeInWhileIdentityIsAway() {
        away = true;

        Resolution resolution = resolve(Tolerance.STALE_ALLOWED);

        assertEquals(
                ProblemCode.UNAVAILABLE,
                assertInstanceOf(Resolution.Refused.class, resolution).code());
    }

    @Test
    void simultaneousQuestionsAboutOnePersonAreOneCall() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        IdentityResolver slow =
                resolver(
                        request -> {
                            asked.countDown();
                            awaitQuietly(answered);
                            return answer(request);
                        });
        Callable<Resolution> question =
                () -> slow.resolve(token("user_1", null, NOW), Tolerance.FRESH_ONLY);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Resolution> first = threads.submit(question);
            asked.await();
            List<Future<Resolution>> others =
                    IntStream.range(0, 100).mapToObj(_ -> threads.submit(question)).toList();
            answered.countDown();

            assertInstanceOf(Resolution.Resolved.class, first.get());
            for (Future<Resolution> other : others) {
                assertInstanceOf(Resolution.Resolved.class, other.get());
            }
        }
        assertEquals(1, calls.get());
    }

    @Test
    void remembersLongerWhileTheFeedIsFollowed() {
        feed.caughtUp();
        resolve("user_1", null);
        clock.advance(Duration.ofMillis(29_999));
        feed.caughtUp();
        resolve("user_1", null);
        assertEquals(1, calls.get());

        feed.lost();
        resolve("user_1", null);
        assertEquals(2, calls.get());
    }

    @Test
    void aSilentFeedIsLost() {
        feed.caughtUp();
        resolve("user_1", null);
        clock.advance(Duration.ofSeconds(5));
        resolve("user_1", null);

        assertEquals(2, calls.get());
        assertEquals(NOW, feed.lostSince().orElseThrow());
    }

    @Test
    void aChangedUserIsAskedForAnewAndAnotherIsNot() {
        feed.caughtUp();
        resolve("user_1", null);
        resolve("user_1", "admin");
        resolve("user_2", null);

        memory.heard(List.of(changed("user_1")));
        resolve("user_1", null);
        resolve("user_1", "admin");
        resolve("user_2", null);

        assertEquals(5, calls.get());
    }

    @Test
    void aChangedOrganisationTouchesItsMembersOnly() {
        feed.caughtUp();
        org = "org_A";
        resolve("user_1", null);
        org = "org_B";
        resolve("user_2", null);

        memory.heard(
                List.of(
                        new ChangeEntry(
                                ChangeKind.ORG_CHANGED, null, new ClerkOrgId("org_A"), null, NOW)));
        resolve("user_1", null);
        resolve("user_2", null);

        assertEquals(3, calls.get());
    }

    @Test
    void everybodyIsAskedForAnewWhenChangesWereMissed() {
        feed.caughtUp();
        resolve("user_1", null);

        memory.missedSome();
        resolve("user_1", null);

        assertEquals(2, calls.get());
    }

    @Test
    void anAnswerThatAChangeOvertookIsNotRemembered() {
        feed.caughtUp();
        IdentityResolver overtaken =
                resolver(
                        request -> {
                            ResolveResponse old = answer(request);
                            memory.heard(List.of(changed("user_1")));
                            return old;
                        });
        overtaken.resolve(token("user_1", null, NOW), Tolerance.FRESH_ONLY);

        resolve("user_1", null);

        assertEquals(2, calls.get());
    }

    @Test
    void whoeverIsNotRememberedIsWaitedForTwice() {
        IdentityResolver resolver = resolver(this::answerToTheSecondQuestion);

        Resolution resolution =
                resolver.resolve(token("user_1", null, NOW), Tolerance.STALE_ALLOWED);

        assertInstanceOf(Resolution.Resolved.class, resolution);
        assertEquals(2, calls.get());
    }

    @Test
    void whoeverIsRememberedIsWaitedForOnce() {
        resolve("user_1", null);
        clock.advance(Duration.ofSeconds(50));
        AtomicInteger asked = new AtomicInteger();
        IdentityResolver slow =
                resolver(
                        request -> {
                            asked.incrementAndGet();
                            throw ReadTimeoutException.TIMEOUT_EXCEPTION;
                        });

        slow.resolve(token("user_1", null, NOW), Tolerance.STALE_ALLOWED);

        assertEquals(1, asked.get());
    }

    private ResolveResponse answerToTheSecondQuestion(ResolveRequest request) {
        if (calls.get() == 0) {
            calls.incrementAndGet();
            throw ReadTimeoutException.TIMEOUT_EXCEPTION;
        }
        return answer(request);
    }

    private IdentityResolver resolver(IdentityClient client) {
        return new IdentityResolver(
                new IdentityCalls(client, 100), memory, feed, configuration, clock);
    }

    private static ChangeEntry changed(String user) {
        return new ChangeEntry(ChangeKind.USER_CHANGED, new ClerkUserId(user), null, null, NOW);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let it go");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Resolution resolve(String user, @Nullable String role) {
        return resolver.resolve(token(user, role, NOW), Tolerance.STALE_ALLOWED);
    }

    private Resolution resolve(Tolerance tolerance) {
        return resolver.resolve(token("user_1", null, NOW), tolerance);
    }

    private ResolveResponse answer(ResolveRequest request) {
        calls.incrementAndGet();
        if (away) {
            throw new HttpClientException("connection refused");
        }
        LocalUser user =
                new LocalUser(
                        new UserId(UUID.fromString("0193b5a0-0000-7000-8000-000000000001")),
                        request.clerkId(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "member",
                        syncStatus,
                        null,
                        NOW,
                        NOW,
                        null);
        LocalOrg member =
                new LocalOrg(
                        new OrgId(UUID.fromString("0193b5a0-0000-7000-8000-000000000002")),
                        new ClerkOrgId(org),
                        null,
                        null,
                        "member");
        return new ResolveResponse(user, "member", null, List.of(member));
    }

    private static SessionToken token(String user, @Nullable String role, Instant issuedAt) {
        return new SessionToken(
                new ClerkUserId(user),
                new ClerkSessionId("sess_1"),
                issuedAt.plusSeconds(60),
                null,
                null,
                false,
                new TokenClaims(issuedAt, null, null, null, null, null, role, null, null),
                Set.of());
    }
}
