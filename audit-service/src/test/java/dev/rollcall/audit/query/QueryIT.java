package dev.rollcall.audit.query;

import static dev.rollcall.audit.AuditCalls.created;
import static dev.rollcall.audit.AuditCalls.reader;
import static dev.rollcall.audit.AuditCalls.somebody;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.audit.AuditCalls;
import dev.rollcall.audit.AuditDatabase;
import dev.rollcall.audit.AuditStack;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.audit.AuditRecordView;
import dev.rollcall.contracts.audit.AuditRecordView.Party;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.token.AuthenticatedUser;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryIT implements TestPropertyProvider {

    @Inject EmbeddedServer server;
    @Inject AuditCalls audit;

    private final ClerkUserId person = somebody();
    private final AuthenticatedUser admin = reader("admin");

    @Override
    public Map<String, String> getProperties() {
        return AuditStack.properties(AuditStack.DATABASE);
    }

    @Test
    void aRecordIsReadWithNamesAndDetailsWhileTheKeyExists() {
        ClerkUserId ada = somebody();
        AuditEntry entry = created(ada, "ada@example.com");
        audit.append(server.getURI(), entry);

        AuditRecordView view = readAbout(ada).records().getFirst();

        assertEquals(entry.id(), view.id());
        assertEquals(entry.occurredAt(), view.occurredAt());
        assertEquals("user.created", view.action());
        assertEquals("succeeded", view.outcome());
        assertEquals(new Party(null, null, "identity"), view.actor());
        assertEquals(ada.value(), subject(view).clerkId());
        assertEquals(Map.of("source", "webhook"), view.attributes());
        assertEquals(entry.details(), view.details());
    }

    @Test
    void anErasedPersonIsAnAliasAndNothingElse() {
        ClerkUserId ada = somebody();
        AuditEntry entry = created(ada, "ada@example.com");
        audit.append(server.getURI(), entry);
        AuditDatabase.erase(AuditStack.DATABASE, ada);

        AuditRecordView view = find(entry.id());

        assertNotNull(subject(view).alias());
        assertNull(subject(view).clerkId());
        assertEquals(List.of(), view.details());
        assertEquals(List.of(), readAbout(ada).records());
    }

    @Test
    void everyReadIsOnRecordBeforeItIsAnswered() {
        ClerkUserId ada = somebody();

        readAbout(ada);

        AuditRecordView read = readAbout(ada).records().getFirst();
        assertEquals("audit.read", read.action());
        assertEquals(admin.requestId().value(), read.requestId());
        assertEquals(Map.of("count", "0"), read.attributes());
        Party actor = read.actor();
        assertNotNull(actor);
        assertEquals(admin.clerkId().value(), actor.clerkId());
        assertEquals(ada.value(), subject(read).clerkId());
    }

    @Test
    void aReadAboutAnErasedPersonIsOnRecordWithoutThem() {
        ClerkUserId ada = somebody();
        AuditDatabase.erase(AuditStack.DATABASE, ada);
        AuthenticatedUser curious = reader("compliance");

        audit.read(server.getURI(), curious, "?subject=" + ada);

        AuditRecordView read =
                audit.read(server.getURI(), admin, "?limit=200").records().stream()
                        .filter(it -> curious.requestId().value().equals(it.requestId()))
                        .findFirst()
                        .orElseThrow();
        assertNull(read.subject());
    }

    @Test
    void anErasedReaderReadsNothing() {
        AuthenticatedUser gone = reader("admin");
        AuditDatabase.erase(AuditStack.DATABASE, gone.clerkId());

        HttpResponse<String> answer = audit.query(server.getURI(), gone, "");

        assertProblem(403, "account_erased", answer);
    }

    @Test
    void pagesFollowEachOtherNewestFirst() {
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            AuditEntry entry = created(person);
            audit.append(server.getURI(), entry);
            sent.addFirst(entry.id());
        }

        List<UUID> seen = new ArrayList<>();
        String cursor = "";
        do {
            AuditRecordView.Page page =
                    audit.read(server.getURI(), admin, "?subject=" + person + "&limit=3" + cursor);
            page.records().stream()
                    .filter(it -> it.action().equals("user.created"))
                    .forEach(it -> seen.add(it.id()));
            cursor = page.next() == null ? "" : "&cursor=" + page.next();
        } while (!cursor.isEmpty());

        assertEquals(sent, seen);
    }

    @Test
    void aCursorBelongsToItsReaderAndSubject() {
        ClerkUserId ada = somebody();
        audit.append(server.getURI(), created(ada), created(ada));
        String cursor =
                "cursor=" + audit.read(server.getURI(), admin, "?limit=1&subject=" + ada).next();
        String other = reader("admin").clerkId().value();

        assertProblem(
                400,
                "malformed_request",
                audit.query(server.getURI(), reader("admin"), "?subject=" + ada + '&' + cursor));
        assertProblem(
                400,
                "malformed_request",
                audit.query(server.getURI(), admin, "?subject=" + other + '&' + cursor));
        assertProblem(400, "malformed_request", audit.query(server.getURI(), admin, '?' + cursor));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?cursor=",
                "?cursor=AAAA",
                "?cursor=%00",
                "?cursor=!!",
                "?limit=0",
                "?limit=1e9",
                "?limit=1&limit=1",
                "?subject=ada",
                "?subject=user_%00",
                "?subject[]=user_1",
                "?sort=id",
                "?include_deleted=true"
            })
    void nonsenseIsRefused(String query) {
        assertProblem(
                400,
                "malformed_request",
                audit.query(server.getURI(), admin, query.replace("[]", "%5B%5D")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"member", "", "Admin", "admin "})
    void onlyAdminsAndComplianceRead(String role) {
        HttpResponse<String> answer = audit.query(server.getURI(), reader(role), "");

        assertProblem(403, "role_required", answer);
    }

    @Test
    void complianceStaffRead() {
        assertEquals(200, audit.query(server.getURI(), reader("compliance"), "").statusCode());
    }

    @Test
    void withoutASignedIdentityNobodyReads() {
        HttpResponse<String> answer = audit.query(server.getURI(), null, "");

        assertProblem(403, "caller_not_allowed", answer);
    }

    @Test
    void aPageIsNotStoredAnywhere() {
        HttpResponse<String> answer = audit.query(server.getURI(), admin, "");

        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    }

    private AuditRecordView.Page readAbout(ClerkUserId about) {
        return audit.read(server.getURI(), admin, "?subject=" + about);
    }

    private AuditRecordView find(UUID id) {
        return audit.read(server.getURI(), admin, "?limit=200").records().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Party subject(AuditRecordView view) {
        Party subject = view.subject();
        assertNotNull(subject);
        return subject;
    }

    private static void assertProblem(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode());
        assertTrue(answer.body().contains('"' + code + '"'), answer.body());
        assertFalse(answer.body().contains("Exception"));
    }
}
