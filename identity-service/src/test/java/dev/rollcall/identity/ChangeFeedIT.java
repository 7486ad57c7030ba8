package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.change.ChangeEntry;
import dev.rollcall.contracts.change.ChangeKind;
import dev.rollcall.contracts.change.ChangesRequest;
import dev.rollcall.contracts.change.ChangesResponse;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.identity.change.Change;
import dev.rollcall.identity.change.Changes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeFeedIT {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

    private RunningIdentity identity = new RunningIdentity(Map.of());

    @AfterEach
    void stop() {
        identity.close();
    }

    @Test
    void everyChangeIsHeardOnceInOneOrderThoughOneCommitsLate() throws Exception {
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        List<ChangeEntry> heard = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> late =
                    writers.submit(
                            () ->
                                    inTransaction(
                                            () -> {
                                                changes().append(List.of(userChanged("Late")));
                                                appended.countDown();
                                                return others.await(
                                                        BOUND.toSeconds(), TimeUnit.SECONDS);
                                            }));
            assertTrue(appended.await(BOUND.toSeconds(), TimeUnit.SECONDS));
            List<Future<?>> early = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String name = "W" + writer + "x";
                early.add(
                        writers.submit(
                                () -> IntStream.range(0, 25).forEach(n -> append(name + n))));
            }
            long position = follow(0, 100, heard);
            for (Future<?> writer : early) {
                writer.get();
            }
            assertFalse(heard.stream().anyMatch(entry -> user(entry).equals("user_Late")));

            others.countDown();
            late.get();
            follow(position, 101, heard);
        }

        assertEquals(101, heard.stream().map(ChangeFeedIT::user).distinct().count());
        assertEquals("user_Late", user(heard.getLast()));
        assertEquals(
                identity.value(
                        "SELECT string_agg(clerk_user_id, ',' ORDER BY position)"
                                + " FROM identity.changes"),
                String.join(",", heard.stream().map(ChangeFeedIT::user).toList()));
        assertEquals("101", identity.value("SELECT max(position) FROM identity.changes"));
    }

    @Test
    void whatDecidesAboutTokensComesFirstAndIsAllThatAStartLoads() {
        long before = identity.changes(new ChangesRequest(null, true, 10, 0)).head();
        append(
                userChanged("A"),
                new Change.OrgChanged(new ClerkOrgId("org_A"), NOW),
                new Change.MembershipRevoked(
                        new ClerkOrgId("org_A"), new ClerkUserId("user_A"), NOW),
                new Change.SessionRevoked(
                        new ClerkSessionId("sess_A"), new ClerkUserId("user_A"), NOW));
        List<ChangeEntry> heard = new ArrayList<>();
        long end = follow(before, 4, heard);

        assertEquals(
                List.of(
                        ChangeKind.MEMBERSHIP_REVOKED,
                        ChangeKind.SESSION_REVOKED,
                        ChangeKind.USER_CHANGED,
                        ChangeKind.ORG_CHANGED),
                heard.stream().map(ChangeEntry::kind).toList());
        assertEquals(
                new ChangeEntry(
                        ChangeKind.SESSION_REVOKED,
                        new ClerkUserId("user_A"),
                        null,
                        new ClerkSessionId("sess_A"),
                        NOW),
                heard.get(1));
        ChangesResponse start = identity.changes(new ChangesRequest(null, true, 10, 0));
        assertEquals(heard.subList(0, 2), start.changes());
        assertEquals(end, start.position());
        ChangesResponse page = identity.changes(new ChangesRequest(null, true, 1, 0));
        assertEquals(1, page.changes().size());
        assertTrue(page.position() < page.head());
    }

    @Test
    void whoWaitsHearsAtOnce() throws Exception {
        long head = identity.changes(new ChangesRequest(null, true, 10, 0)).head();
        try (ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ChangesResponse>> waiting =
                    IntStream.range(0, 40)
                            .mapToObj(
                                    n ->
                                            followers.submit(
                                                    () ->
                                                            identity.changes(
                                                                    new ChangesRequest(
                                                                            head, false, 10,
                                                                            8_000))))
                            .toList();

            append("Awaited");

            for (Future<ChangesResponse> follower : waiting) {
                assertEquals("user_Awaited", user(follower.get().changes().getFirst()));
            }
        }
        assertEquals(
                List.of(), identity.changes(new ChangesRequest(head + 1, false, 10, 50)).changes());
    }

    @Test
    void olderChangesOfTheSameKindAndKeyAreDroppedButNeverTheirEffect() {
        restart(
                Map.of(
                        "rollcall.changes.compact-after",
                        "0s",
                        "rollcall.changes.compact-interval",
                        "100ms"));
        Change.MembershipRevoked far =
                new Change.MembershipRevoked(
                        new ClerkOrgId("org_A"), new ClerkUserId("user_A"), NOW);
        append(far);
        append(
                new Change.MembershipRevoked(
                        new ClerkOrgId("org_A"), new ClerkUserId("user_A"), NOW.minusSeconds(9)));
        append("Other");
        for (int n = 0; n < 5; n++) {
            append("Same");
        }

        await().atMost(BOUND)
                .untilAsserted(
                        () ->
                                assertEquals(
                                        "4",
                                        identity.value("SELECT count(*) FROM identity.changes")));
        List<ChangeEntry> heard = new ArrayList<>();
        follow(0, 4, heard);
        assertEquals(far.entry(), heard.getFirst());
        assertEquals("user_Same", user(heard.getLast()));
    }

    @Test
    void whoWasAwayForTooLongStartsOver() {
        restart(
                Map.of(
                        "rollcall.changes.token-lifetime",
                        "10ms",
                        "rollcall.changes.retention",
                        "10ms",
                        "rollcall.changes.compact-interval",
                        "100ms"));
        append("A");
        append("B");

        await().atMost(BOUND)
                .until(() -> identity.changes(new ChangesRequest(1L, false, 10, 0)).reset());
        await().atMost(BOUND)
                .until(() -> !identity.changes(new ChangesRequest(2L, false, 10, 0)).reset());
        assertTrue(identity.changes(new ChangesRequest(3L, false, 10, 0)).reset());
        ChangesResponse start = identity.changes(new ChangesRequest(null, true, 10, 0));
        assertFalse(start.reset());
        assertEquals(2, start.position());
    }

    @Test
    void goesOnAfterItsConnectionsAreCut() {
        append("Before");
        identity.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE usename = 'rollcall_identity'"
                        + " AND datname = current_database()");

        await().atMost(BOUND).ignoreExceptions().until(() -> append("After"));

        List<ChangeEntry> heard = new ArrayList<>();
        follow(0, 2, heard);
        assertEquals(
                List.of("user_Before", "user_After"),
                heard.stream().map(ChangeFeedIT::user).toList());
    }

    @Test
    void whatAnotherProcessLeftUnnumberedIsHeardToo() {
        identity.execute(
                "INSERT INTO identity.changes (kind, urgent, clerk_user_id, happened_at)"
                        + " VALUES ('user_changed', false, 'user_Left', now())");

        List<ChangeEntry> heard = new ArrayList<>();
        follow(0, 1, heard);
        assertEquals("user_Left", user(heard.getFirst()));
    }

    @Test
    void aRolledBackChangeIsNeverHeard() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        inTransaction(
                                () -> {
                                    changes().append(List.of(userChanged("Never")));
                                    throw new IllegalStateException("rolled back");
                                }));
        append("Real");

        List<ChangeEntry> heard = new ArrayList<>();
        follow(0, 1, heard);
        assertEquals("user_Real", user(heard.getFirst()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"after\":-1,\"urgentOnly\":false,\"limit\":1,\"waitMillis\":0}",
                "{\"after\":\"0\",\"urgentOnly\":false,\"limit\":1,\"waitMillis\":0}x",
                "{\"after\":0,\"urgentOnly\":false,\"limit\":0,\"waitMillis\":0}",
                "{\"after\":0,\"urgentOnly\":false,\"limit\":1001,\"waitMillis\":0}",
                "{\"after\":0,\"urgentOnly\":false,\"limit\":1,\"waitMillis\":20001}",
                "{\"after\":0,\"urgentOnly\":false,\"limit\":1,\"waitMillis\":0,\"more\":1}",
            })
    void anythingElseIsRefused(String body) {
        HttpClientResponseException refused =
                assertThrows(
                        HttpClientResponseException.class, () -> ask(ServiceName.GATEWAY, body));

        assertEquals(400, refused.code());
    }

    @Test
    void onlyFollowersMayAsk() {
        String body = "{\"after\":0,\"urgentOnly\":false,\"limit\":1,\"waitMillis\":0}";

        HttpClientResponseException refused =
                assertThrows(HttpClientResponseException.class, () -> ask(ServiceName.AUDIT, body));

        assertEquals(403, refused.code());
    }

    private void ask(ServiceName caller, String body) {
        identity.http()
                .exchange(
                        HttpRequest.POST(CallerTable.CHANGES, body)
                                .bearerAuth(identity.token(caller)));
    }

    private void restart(Map<String, Object> settings) {
        identity.close();
        identity = new RunningIdentity(settings);
    }

    /** Follows until so many have been heard in all; where to go on. */
    private long follow(long from, int count, List<ChangeEntry> heard) {
        long position = from;
        Instant end = Instant.now().plus(BOUND);
        while (heard.size() < count && Instant.now().isBefore(end)) {
            ChangesResponse next = identity.changes(new ChangesRequest(position, false, 7, 500));
            heard.addAll(next.changes());
            position = next.position();
        }
        assertEquals(count, heard.size());
        return position;
    }

    private boolean append(String user) {
        return append(userChanged(user));
    }

    private boolean append(Change... all) {
        return inTransaction(
                () -> {
                    changes().append(List.of(all));
                    return true;
                });
    }

    private <T> T inTransaction(Callable<T> work) {
        @SuppressWarnings("unchecked") // a bean of a generic type
        TransactionOperations<Connection> transactions = identity.bean(TransactionOperations.class);
        return transactions.executeWrite(status -> work.call());
    }

    private Changes changes() {
        return identity.bean(Changes.class);
    }

    private static Change.UserChanged userChanged(String name) {
        return new Change.UserChanged(new ClerkUserId("user_" + name), NOW);
    }

    private static String user(ChangeEntry entry) {
        return Objects.requireNonNull(entry.user()).value();
    }
}
