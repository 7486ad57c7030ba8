package dev.rollcall.identity.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.rollcall.identity.mirror.Observation;
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

    private static final Map<String, Class<? extends ClerkEvent>> HANDLED =
            Map.of(
                    "user.", ClerkEvent.UserSeen.class,
                    "organization.", ClerkEvent.OrgSeen.class,
                    "organizationMembership.", ClerkEvent.MembershipSeen.class);

    @TestFactory
    Iterable<DynamicTest> everyExampleIsUnderstoodOrOfNoConcern() {
        return ClerkEvents.all().entrySet().stream()
                .map(
                        example ->
                                DynamicTest.dynamicTest(
                                        example.getKey(),
                                        () -> {
                                            ClerkEvent event = parse(example.getValue());
                                            assertInstanceOf(expected(example.getKey()), event);
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

        assertInstanceOf(ClerkEvent.UserSeen.class, parse(body));
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

        ClerkEvent.MembershipSeen seen =
                assertInstanceOf(ClerkEvent.MembershipSeen.class, parse(body));

        assertEquals(new Observation.Removed<>(), seen.observation());
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
    void aLoneSurrogateIsUnusable() {
        String body =
                ClerkEvents.body("user.created")
                        .replace("\"first_name\": \"Ada\"", "\"first_name\": \"\\ud800\"");

        assertEquals(new ClerkEvent.Unusable("bad_characters:first_name"), parse(body));
    }

    private static Class<? extends ClerkEvent> expected(String name) {
        return HANDLED.entrySet().stream()
                .filter(kind -> name.startsWith(kind.getKey()))
                .<Class<? extends ClerkEvent>>map(Map.Entry::getValue)
                .findFirst()
                .orElse(ClerkEvent.Unhandled.class);
    }

    private static UserFacts facts(String example) {
        return upserted(parse(ClerkEvents.body(example))).facts();
    }

    private static Observation.Upserted<UserFacts> upserted(ClerkEvent event) {
        ClerkEvent.UserSeen seen = assertInstanceOf(ClerkEvent.UserSeen.class, event);
        Observation<UserFacts> observation = seen.observation();
        return (Observation.Upserted<UserFacts>) observation;
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
