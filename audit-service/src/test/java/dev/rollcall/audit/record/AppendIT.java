package dev.rollcall.audit.record;

import static dev.rollcall.audit.AuditCalls.created;
import static dev.rollcall.audit.AuditCalls.somebody;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rollcall.audit.AuditCalls;
import dev.rollcall.audit.AuditDatabase;
import dev.rollcall.audit.AuditStack;
import dev.rollcall.contracts.audit.AppendResponse.Result;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.token.ServiceName;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppendIT implements TestPropertyProvider {

    private static final int AT_ONCE = 50;

    @Inject EmbeddedServer server;
    @Inject AuditCalls audit;

    @Override
    public Map<String, String> getProperties() {
        return AuditStack.properties(AuditStack.DATABASE);
    }

    @Test
    void anEntryIsARecordAndALeafWhenItIsAnswered() {
        AuditEntry entry = created(somebody());

        List<Result> results = audit.append(server.getURI(), entry);

        assertEquals(List.of(Result.STORED), results);
        byte[] record = record(entry.id());
        assertEquals(entry.id(), CanonicalRecord.parse(record).id());
        Object leaf =
                AuditDatabase.column(
                                AuditStack.DATABASE,
                                "SELECT leaf_hash FROM audit.audit_pending WHERE record_id = ?",
                                entry.id())
                        .getFirst();
        assertArrayEquals(LeafHash.of(record).toArray(), (byte[]) leaf);
    }

    @Test
    void theSameEntryAgainChangesNothing() {
        AuditEntry entry = created(somebody());
        audit.append(server.getURI(), entry);
        byte[] before = record(entry.id());

        List<Result> results = audit.append(server.getURI(), entry);

        assertEquals(List.of(Result.REPEATED), results);
        assertArrayEquals(before, record(entry.id()));
    }

    @Test
    void anotherEntryUnderATakenIdIsAConflict() {
        ClerkUserId person = somebody();
        AuditEntry first = created(person, "ada@example.com");
        AuditEntry other = created(person, "eve@example.com");
        AuditEntry forged = withId(other, first.id());
        audit.append(server.getURI(), first);

        List<Result> results = audit.append(server.getURI(), forged);

        assertEquals(List.of(Result.CONFLICT), results);
    }

    @Test
    void anEntryThatNamesNobodyIsRecognisedToo() {
        AuditEntry entry = withoutPeople(created(somebody()));
        audit.append(server.getURI(), entry);

        List<Result> results = audit.append(server.getURI(), entry);

        assertEquals(List.of(Result.REPEATED), results);
    }

    @Test
    void withinOneCallTheFirstOfAnIdCounts() {
        AuditEntry entry = created(somebody());
        AuditEntry other = withId(created(somebody()), entry.id());

        List<Result> results = audit.append(server.getURI(), entry, other, entry);

        assertEquals(List.of(Result.STORED, Result.CONFLICT, Result.REPEATED), results);
    }

    @Test
    void fiftyCallsWithOneEntryMakeOneRecord() throws Exception {
        AuditEntry entry = created(somebody());

        List<Result> results = inParallel(() -> audit.append(server.getURI(), entry).getFirst());

        assertEquals(1, Collections.frequency(results, Result.STORED));
        assertEquals(AT_ONCE - 1, Collections.frequency(results, Result.REPEATED));
        assertEquals(
                1L,
                AuditDatabase.count(
                        AuditStack.DATABASE,
                        "SELECT count(*) FROM audit.audit_logs WHERE id = ?",
                        entry.id()));
    }

    @Test
    void fiftyCallsAboutOneNewPersonMakeOneAlias() throws Exception {
        ClerkUserId person = somebody();

        List<Result> results =
                inParallel(() -> audit.append(server.getURI(), created(person)).getFirst());

        assertEquals(AT_ONCE, Collections.frequency(results, Result.STORED));
        List<Object> aliases =
                AuditDatabase.column(
                        AuditStack.DATABASE,
                        "SELECT alias FROM audit.subject_keys WHERE subject_hash = ?",
                        AuditDatabase.hash(person));
        assertEquals(1, aliases.size());
        assertEquals(
                (long) AT_ONCE,
                AuditDatabase.count(
                        AuditStack.DATABASE,
                        "SELECT count(*) FROM audit.audit_logs WHERE subject_alias = ?",
                        aliases.getFirst()));
    }

    @Test
    void fiveHundredEntriesFitIntoACall() {
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            entries.add(created(somebody()));
        }

        List<Result> results = audit.append(server.getURI(), entries.toArray(AuditEntry[]::new));

        assertEquals(Collections.nCopies(500, Result.STORED), results);
    }

    @Test
    void oneEntryThatCannotBeStoredRefusesTheCall() {
        AuditEntry good = created(somebody());
        String body =
                audit.write(Map.of("entries", List.of(good, withId(good, UUID.randomUUID()))));

        HttpResponse<String> answer = audit.post(server.getURI(), ServiceName.IDENTITY, body);

        assertEquals(400, answer.statusCode());
        assertEquals(
                0L,
                AuditDatabase.count(
                        AuditStack.DATABASE,
                        "SELECT count(*) FROM audit.record_ids WHERE id = ?",
                        good.id()));
    }

    @Test
    void aServiceCannotSpeakForAnother() {
        String body = audit.write(Map.of("entries", List.of(created(somebody()))));

        HttpResponse<String> answer = audit.post(server.getURI(), ServiceName.WEBHOOK, body);

        assertEquals(403, answer.statusCode());
    }

    @Test
    void noColumnHoldsWhatWasSentAboutAPerson() {
        ClerkUserId person = somebody();
        audit.append(server.getURI(), created(person, "canary@example.com"));

        String everything =
                String.join(
                        "\n",
                        AuditDatabase.column(
                                        AuditStack.DATABASE,
                                        """
                                        SELECT encode(l.record, 'escape') || l::text || k::text
                                          FROM audit.audit_logs l
                                          JOIN audit.subject_keys k ON k.alias = l.subject_alias
                                         WHERE k.subject_hash = ?
                                        """,
                                        AuditDatabase.hash(person))
                                .stream()
                                .map(Object::toString)
                                .toList());

        assertFalse(everything.isEmpty());
        assertFalse(everything.contains("canary"));
        assertFalse(everything.contains(person.value()));
    }

    private static byte[] record(UUID id) {
        return (byte[])
                AuditDatabase.column(
                                AuditStack.DATABASE,
                                "SELECT record FROM audit.audit_logs WHERE id = ?",
                                id)
                        .getFirst();
    }

    private static AuditEntry withId(AuditEntry entry, UUID id) {
        return new AuditEntry(
                id,
                entry.occurredAt(),
                entry.action(),
                entry.outcome(),
                entry.actor(),
                entry.subject(),
                entry.org(),
                entry.requestId(),
                entry.attributes(),
                entry.details());
    }

    private static AuditEntry withoutPeople(AuditEntry entry) {
        return new AuditEntry(
                entry.id(),
                entry.occurredAt(),
                entry.action(),
                entry.outcome(),
                entry.actor(),
                null,
                null,
                null,
                entry.attributes(),
                List.of());
    }

    private static <T> List<T> inParallel(Callable<T> call)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(Collections.nCopies(AT_ONCE, call))) {
                results.add(done.get());
            }
            return results;
        }
    }
}
