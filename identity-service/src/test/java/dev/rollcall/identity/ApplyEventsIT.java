package dev.rollcall.identity;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.testing.ClerkEvents;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplyEventsIT {

    private static final String ADA = "user_3jZQapSbKpCYgW3e56ue4XnhY01";

    private final RunningIdentity identity = new RunningIdentity(Map.of());

    @AfterEach
    void stop() {
        identity.close();
    }

    @Test
    void aPersonTheirOrganisationRoleAndEvidenceAreWrittenTogether() {
        EventOutcome outcome = apply("msg_1", "user.created");

        assertEquals(EventOutcome.Result.APPLIED, outcome.result());
        assertEquals("active", user("sync_status"));
        assertEquals("ada@example.com", user("email"));
        assertEquals(
                "admin",
                identity.value(
                        "SELECT m.role FROM identity.memberships m JOIN identity.orgs o ON o.id ="
                                + " m.org_id WHERE o.origin = 'local' AND o.owner_id = m.user_id"));
        await().atMost(BOUND).until(() -> identity.audited.toString().contains("USER_CREATED"));
        await().atMost(BOUND)
                .until(() -> identity.value("SELECT count(*) FROM identity.outbox").equals("0"));
    }

    @Test
    void aRecordThatAuditNeverTakesHoldsUpNoOther() {
        String unwanted =
                ClerkEvents.body("user.created")
                        .replace(ADA, "user_other")
                        .replace("\"first_name\": \"Ada\"", "\"first_name\": \"unwanted\"");
        identity.apply("msg_1", "user.created", unwanted);

        apply("msg_2", "user.created");

        await().atMost(BOUND).until(() -> identity.audited.toString().contains(ADA));
        await().atMost(BOUND)
                .until(() -> identity.value("SELECT count(*) FROM identity.outbox").equals("1"));
        assertEquals(
                "1",
                identity.value(
                        "SELECT count(*) FROM identity.outbox WHERE refused_at IS NOT NULL"));
    }

    @Test
    void recordsThatAreTooMuchAtOnceGoOneByOne() {
        identity.audit.answer(asked -> new WireServer.Answer(503, "{}"));
        apply("msg_1", "user.created");
        apply("msg_2", "organization.created");

        identity.audit.answer(
                asked ->
                        asked.body().split("occurredAt", -1).length > 2
                                ? new WireServer.Answer(413, "{}")
                                : identity.append(asked));

        await().atMost(BOUND)
                .until(() -> identity.value("SELECT count(*) FROM identity.outbox").equals("0"));
        assertEquals(3, identity.audited.size());
    }

    @Test
    void anEventThatCannotBeReadHoldsUpNoOther() {
        String body = ClerkEvents.body("user.created");
        String endless = body.replaceAll("\"updated_at\": \\d+", "\"updated_at\": 1e400");

        List<EventOutcome> outcomes =
                identity.applyAll(
                        List.of(
                                delivery("msg_1", endless),
                                delivery("msg_2", ""),
                                delivery("msg_3", body)));

        assertEquals(
                List.of("out_of_range:updated_at", "not_json"),
                outcomes.stream().limit(2).map(EventOutcome::code).toList());
        assertEquals(EventOutcome.Result.APPLIED, outcomes.getLast().result());
    }

    @Test
    void theSameMessageAgainChangesNothing() {
        apply("msg_1", "user.created");
        String before = user("version_observed_ms");

        EventOutcome again = apply("msg_1", "user.created");

        assertEquals(EventOutcome.Result.DUPLICATE, again.result());
        assertEquals(EventOutcome.Result.APPLIED, again.first());
        assertEquals(before, user("version_observed_ms"));
        assertEquals("1", identity.value("SELECT count(*) FROM identity.users"));
    }

    @Test
    void aLateOlderUpdateChangesNothing() {
        apply("msg_1", "user.updated");
        String newer = user("version_updated_ms");

        EventOutcome late = apply("msg_2", "user.created");

        assertEquals(EventOutcome.Result.STALE, late.result());
        assertEquals(newer, user("version_updated_ms"));
    }

    @Test
    void aDuplicateSaysWhatTheFirstOneDid() {
        apply("msg_1", "user.updated");
        apply("msg_stale", "user.created");
        apply("msg_unknown", "unknown.future-type");

        EventOutcome stale = apply("msg_stale", "user.created");
        EventOutcome unknown = apply("msg_unknown", "unknown.future-type");

        assertEquals(EventOutcome.Result.STALE, stale.first());
        assertEquals(EventOutcome.Result.IGNORED, unknown.first());
    }

    @Test
    void aLateUpdateAfterADeletionBringsNobodyBack() {
        apply("msg_1", "user.created");
        apply("msg_2", "user.deleted");

        EventOutcome late = apply("msg_3", "user.updated");

        assertEquals("after_removal", late.code());
        assertEquals("0", identity.value("SELECT count(clerk_id) FROM identity.users"));
        assertEquals(
                "0",
                identity.value(
                        "SELECT count(*) FROM identity.users WHERE num_nonnulls(email, first_name,"
                                + " last_name, image_url) > 0"));
        assertEquals(
                "0",
                identity.value(
                        "SELECT count(*) FROM identity.memberships WHERE deleted_at IS NULL"));
    }

    @Test
    void nothingThatWasMadeOfADeletedPersonsDetailsStays() {
        apply("msg_1", "user.created");

        apply("msg_2", "user.deleted");

        assertEquals(
                "0|false|false",
                identity.value(
                        "SELECT concat_ws('|', num_nonnulls(version_updated_ms,"
                                + " version_observed_ms, version_hash, clerk_created_at)::text,"
                                + " banned::text, locked::text) FROM identity.users"));
    }

    @Test
    void anOrganisationWhoseCreatorIsDeletedIsOnlyConfirmed() {
        String body = ClerkEvents.body("organization.created");
        String creator = body.replaceAll("(?s).*\"created_by\": \"(user_\\w+)\".*", "$1");
        identity.apply("msg_1", "organization.created", body);
        identity.apply("msg_2", "user.deleted", "{\"data\":{\"id\":\"" + creator + "\"}}");
        String before = identity.value("SELECT updated_at FROM identity.orgs");

        identity.apply(
                "msg_3",
                "organization.updated",
                body.replaceAll("\"timestamp\": \\d+", "\"timestamp\": 1793699999999"));

        assertEquals(
                before + "|1793699999999",
                identity.value(
                        "SELECT updated_at || '|' || version_observed_ms FROM identity.orgs"));
    }

    @Test
    void aDeletionBeforeTheCreationWins() {
        apply("msg_1", "user.deleted");

        EventOutcome created = apply("msg_2", "user.created");

        assertEquals(EventOutcome.Result.STALE, created.result());
        assertEquals("0", identity.value("SELECT count(*) FROM identity.users"));
    }

    @Test
    void aMembershipBeforeItsParentsMakesThem() {
        EventOutcome outcome = apply("msg_1", "organizationMembership.created");

        assertEquals(EventOutcome.Result.APPLIED, outcome.result());
        assertEquals("pending", user("sync_status"));
        assertEquals(
                "Example Works",
                identity.value("SELECT name FROM identity.orgs WHERE origin = 'clerk'"));
        assertEquals(
                "admin",
                identity.value("SELECT role FROM identity.memberships WHERE origin = 'clerk'"));
    }

    @Test
    void anOrganisationTakesItsMembershipsWithIt() {
        apply("msg_1", "organizationMembership.created");
        apply("msg_2", "organization.deleted");

        EventOutcome late = apply("msg_3", "organizationMembership.updated");

        assertEquals("after_removal", late.code());
        assertEquals(
                "0",
                identity.value(
                        "SELECT count(*) FROM identity.memberships WHERE origin = 'clerk' AND"
                                + " deleted_at IS NULL"));
        assertEquals("pending", user("sync_status"));
    }

    @Test
    void aTypeNobodyKnowsIsIgnored() {
        EventOutcome outcome = apply("msg_1", "unknown.future-type");

        assertEquals(EventOutcome.Result.IGNORED, outcome.result());
    }

    @Test
    void aBodyThatCannotBeUsedFailsForGood() {
        EventOutcome outcome = identity.apply("msg_1", "user.created", "{\"data\":{\"id\":7}}");

        assertEquals(EventOutcome.failed(outcome.messageId(), "wrong_type:id", false), outcome);
        assertEquals("0", identity.value("SELECT count(*) FROM identity.applied_events"));
    }

    @Test
    void nobodyElseMayDeliverEvents() {
        HttpClientResponseException refused =
                assertThrows(
                        HttpClientResponseException.class,
                        () ->
                                identity.http()
                                        .exchange(
                                                HttpRequest.POST(CallerTable.APPLY_EVENTS, "{}")
                                                        .bearerAuth(
                                                                identity.token(
                                                                        ServiceName.GATEWAY))));

        assertEquals(403, refused.getStatus().getCode());
        assertTrue(
                refused.getResponse()
                        .getContentType()
                        .orElseThrow()
                        .toString()
                        .contains("problem+json"));
    }

    private EventOutcome apply(String messageId, String example) {
        String type = example.equals("unknown.future-type") ? "unknown.future" : example;
        return identity.apply(messageId, type, ClerkEvents.body(example));
    }

    private static EventDelivery delivery(String messageId, String payload) {
        return new EventDelivery(new MessageId(messageId), "user.created", Instant.now(), payload);
    }

    private String user(String column) {
        return identity.value(
                "SELECT " + column + " FROM identity.users WHERE clerk_id = '" + ADA + "'");
    }
}
