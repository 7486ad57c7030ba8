package dev.rollcall.audit.record;

import static dev.rollcall.audit.AuditCalls.created;
import static dev.rollcall.audit.AuditCalls.somebody;
import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.audit.AuditCalls;
import dev.rollcall.audit.AuditDatabase;
import dev.rollcall.audit.AuditStack;
import dev.rollcall.contracts.audit.AppendResponse.Result;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT implements TestPropertyProvider {

    @Inject EmbeddedServer server;
    @Inject AuditCalls audit;

    private final ClerkUserId ada = somebody();
    private final ClerkUserId grace = somebody();

    @Override
    public Map<String, String> getProperties() {
        return AuditStack.properties(AuditStack.DATABASE);
    }

    @Test
    void nothingNamesAnErasedPersonAgain() {
        ClerkUserId erased = somebody();
        AuditDatabase.erase(AuditStack.DATABASE, erased);

        List<Result> results =
                audit.append(
                        server.getURI(),
                        asSubject(erased),
                        asActor(erased),
                        asDetail(erased),
                        created(grace));

        assertEquals(
                List.of(
                        Result.SUBJECT_ERASED,
                        Result.SUBJECT_ERASED,
                        Result.SUBJECT_ERASED,
                        Result.STORED),
                results);
        assertEquals(0L, keysOf(erased));
    }

    @Test
    void anEntryStoredBeforeIsNotComparedAnyMore() {
        AuditEntry entry = created(ada);
        audit.append(server.getURI(), entry);
        AuditDatabase.erase(AuditStack.DATABASE, ada);

        List<Result> results = audit.append(server.getURI(), entry);

        assertEquals(List.of(Result.SUBJECT_ERASED), results);
    }

    @Test
    void ingestionWaitsForAnErasureThatIsUnderWay() throws Exception {
        ClerkUserId person = somebody();
        CompletableFuture<List<Result>> ingestion;
        try (Connection erasure = AuditStack.DATABASE.adminDataSource().getConnection()) {
            erasure.setAutoCommit(false);
            insertTombstone(erasure, person);

            ingestion =
                    CompletableFuture.supplyAsync(
                            () -> audit.append(server.getURI(), created(person)));
            Awaitility.await().atMost(BOUND).until(ErasureIT::somebodyWaits);
            erasure.commit();
        }

        assertEquals(List.of(Result.SUBJECT_ERASED), ingestion.join());
        assertEquals(0L, keysOf(person));
    }

    private static void insertTombstone(Connection erasure, ClerkUserId person) throws Exception {
        try (PreparedStatement insert =
                erasure.prepareStatement(
                        "INSERT INTO audit.subject_tombstones (subject_hash, erased_at)"
                                + " VALUES (?, now())")) {
            insert.setBytes(1, AuditDatabase.hash(person));
            insert.executeUpdate();
        }
    }

    private static boolean somebodyWaits() {
        return AuditDatabase.count(
                        AuditStack.DATABASE,
                        """
                        SELECT count(*)
                          FROM pg_locks l
                          JOIN pg_database d ON d.oid = l.database
                         WHERE l.locktype = 'advisory' AND NOT l.granted
                           AND d.datname = current_database()
                        """)
                == 1L;
    }

    private static long keysOf(ClerkUserId person) {
        return AuditDatabase.count(
                AuditStack.DATABASE,
                "SELECT count(*) FROM audit.subject_keys WHERE subject_hash = ?",
                AuditDatabase.hash(person));
    }

    private AuditEntry asSubject(ClerkUserId person) {
        return entry(AuditEntry.Actor.user(grace), person, List.of());
    }

    private AuditEntry asActor(ClerkUserId person) {
        return entry(AuditEntry.Actor.user(person), grace, List.of());
    }

    private AuditEntry asDetail(ClerkUserId person) {
        return entry(
                AuditEntry.Actor.service("identity"),
                grace,
                List.of(new AuditEntry.Detail(person, "email", "ada@example.com")));
    }

    private AuditEntry entry(
            AuditEntry.Actor actor, ClerkUserId subject, List<AuditEntry.Detail> details) {
        AuditEntry model = created(subject);
        return new AuditEntry(
                model.id(),
                model.occurredAt(),
                model.action(),
                model.outcome(),
                actor,
                subject,
                null,
                null,
                Map.of(),
                details);
    }
}
