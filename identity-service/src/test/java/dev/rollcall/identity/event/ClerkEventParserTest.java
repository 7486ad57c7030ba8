package dev.rollcall.identity.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.identity.invitation.InvitationFacts;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.session.SessionFacts;
import dev.rollcall.identity.sighting.Sighting;
import dev.rollcall.identity.user.UserFacts;
import dev.rollcall.testing.ClerkEvents;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClerkEventParserTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:00Z");

    private static final Map<String, Class<? extends Sighting>> HANDLED =
            Map.of(
                    "user.", Sighting.OfUser.class,
                    "organization.", Sighting.OfOrg.class,
                    "organizationMembership.", Sighting.OfMembership.class,
                    "session.", Sighting.OfSession.class,
                    "organizationInvitation.", Sighting.OfInvitation.class);

    @TestFactory
    Iterable<DynamicTest> everyExampleIsUnderstoodOrOfNoConcern() {
        return ClerkEvents.all().entrySet().stream()
                .map(
                        example ->
                                DynamicTest.dynamicTest(
                                        example.getKey(),
                                        () -> {
                                            ClerkEvent event = parse(example.getValue());
                                            assertUnderstood(example.getKey(), event);
                                        }))
                .toList();
    }

    @Test
    void findsThePrimaryEmailByItsId() {
        UserFacts facts = facts("user.created");

        assertEquals("ada@example.com", Objects.requireNonNull(facts.email()).value());
        assertEquals(true, facts.emailVerified());
        assertEquals("password", facts.authProvider());
    }

    @Test
    void aPersonWithAPhoneOnlyHasNoEmail() {
        assertNull(facts("user.created.phone-only").email());
    }

    @Test
    void aPersonWhoSignsInWithGoogleSaysSo() {
        assertEquals("google", facts("user.created.oauth-google").authProvider());
    }

    @Test
    void aWrongTypeInANeededFieldIsUnusableAndNamed() {
        String body =
                ClerkEvents.body("user.updated")
                        .replaceFirst(
                                "\"updated_at\": \\d+,\n    \"username\"",
                                "\"updated_at\": \"soon\",\n    \"username\"");

        assertEquals(new ClerkEvent.Unusable("wrong_type:updated_at"), parse(body));
    }

    @Test
    void aWrongTypeInAFieldNobodyNeedsIsApplied() {
        String body =
                ClerkEvents.body("user.created").replace("\"locale\": null", "\"locale\": {}");

        assertInstanceOf(ClerkEvent.Seen.class, parse(body));
    }

    @Test
    void aRoleOfAnotherTypeIsSomebodysOwnUseOfTheName() {
        String body =
                ClerkEvents.body("user.created")
                        .replace("\"public_metadata\": {}", "\"public_metadata\": {\"role\": 7}");

        assertNull(upserted(parse(body)).facts().role());
    }

    @Test
    void aDeletionNeedsItsIdsOnly() {
        String body =
                ClerkEvents.body("organizationMembership.deleted")
                        .replaceFirst("\"role\": \"[^\"]*\"", "\"role\": {}")
                        .replaceFirst("\"timestamp\": \\d+", "\"timestamp\": \"soon\"");

        ClerkEvent.Seen seen = assertInstanceOf(ClerkEvent.Seen.class, parse(body));

        assertEquals(new Observation.Removed<>(), seen.sightings().getLast().observation());
        assertEquals(RECEIVED, seen.happenedAt());
    }

    @Test
    void whatIsNotAppliedIsNotReadEither() {
        assertInstanceOf(
                ClerkEvent.Unhandled.class,
                parse("{\"type\":\"subscription.created\",\"timestamp\":\"soon\"}"));
    }

    @Test
    void aNumberBeyondAllNumbersIsUnusable() {
        String body =
                ClerkEvents.body("user.created")
                        .replaceFirst("\"timestamp\": \\d+", "\"timestamp\": 1e400");

        assertEquals(new ClerkEvent.Unusable("out_of_range:timestamp"), parse(body));
    }

    @Test
    void aStampInSecondsIsTheStartOfThatSecond() {
        String body =
                ClerkEvents.body("user.created")
                        .replaceFirst("\"timestamp\": \\d+", "\"timestamp\": 1793610900");

        Observation.Upserted<UserFacts> seen = upserted(parse(body));

        assertEquals(1_793_610_900_000L, seen.version().observedMs());
    }

    @Test
    void aSessionSaysNothingOfWhereFromOrWithWhat() {
        Sighting.OfSession session =
                assertInstanceOf(
                        Sighting.OfSession.class, main(parse(ClerkEvents.body("session.revoked"))));

        SessionFacts facts = ((Observation.Upserted<SessionFacts>) session.observation()).facts();
        assertEquals("revoked", facts.status());
        assertTrue(facts.isFinal());
    }

    @Test
    void anInvitationHasAStateAndNoAddress() {
        Sighting.OfInvitation invitation =
                assertInstanceOf(
                        Sighting.OfInvitation.class,
                        main(parse(ClerkEvents.body("organizationInvitation.accepted"))));

        InvitationFacts facts =
                ((Observation.Upserted<InvitationFacts>) invitation.observation()).facts();
        assertEquals("accepted", facts.status());
        assertEquals("member", facts.role());
    }

    @Test
    void aLoneSurrogateIsUnusable() {
        String body =
                ClerkEvents.body("user.created")
                        .replace("\"first_name\": \"Ada\"", "\"first_name\": \"\\ud800\"");

        assertEquals(new ClerkEvent.Unusable("bad_characters:first_name"), parse(body));
    }

    private static void assertUnderstood(String name, ClerkEvent event) {
        HANDLED.entrySet().stream()
                .filter(kind -> name.startsWith(kind.getKey()))
                .findFirst()
                .ifPresentOrElse(
                        kind -> assertInstanceOf(kind.getValue(), main(event)),
                        () -> assertInstanceOf(ClerkEvent.Unhandled.class, event));
    }

    private static Sighting main(ClerkEvent event) {
        return assertInstanceOf(ClerkEvent.Seen.class, event).sightings().getLast();
    }

    private static UserFacts facts(String example) {
        return upserted(parse(ClerkEvents.body(example))).facts();
    }

    private static Observation.Upserted<UserFacts> upserted(ClerkEvent event) {
        Sighting.OfUser user = assertInstanceOf(Sighting.OfUser.class, main(event));
        return (Observation.Upserted<UserFacts>) user.observation();
    }

    private static ClerkEvent parse(String body) {
        try {
            JsonNode node =
                    Objects.requireNonNull(
                            ObjectMapper.getDefault().readValue(body, JsonNode.class));
            String type = Objects.requireNonNull(node.get("type")).getStringValue();
            return ClerkEventParser.parse(type, node, RECEIVED);
        } catch (IOException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }
}
