package dev.rollcall.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.audit.AuditCalls;
import dev.rollcall.audit.record.EntryCheck.Acceptable;
import dev.rollcall.audit.record.EntryCheck.ForeignActor;
import dev.rollcall.audit.record.EntryCheck.Malformed;
import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.audit.AuditEntry.Actor;
import dev.rollcall.contracts.audit.AuditEntry.Detail;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.token.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCheckTest {

    private static final ClerkUserId ADA = new ClerkUserId("user_ada");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final UUID ID = UUID.fromString("01932d5a-0000-7000-8000-000000000001");

    @Test
    void whatServicesSendIsAcceptable() {
        assertEquals(new Acceptable(), check(AuditCalls.created(ADA)));
    }

    @Test
    void anIdThatIsNotVersionSevenIsMalformed() {
        UUID random = UUID.fromString("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa");

        assertInstanceOf(Malformed.class, check(entry(random, NOW, "webhook", "email", "a@b.c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1999-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "+294277-01-09T00:00:00Z"})
    void aTimeOutOfRangeIsMalformed(Instant time) {
        assertInstanceOf(Malformed.class, check(entry(ID, time, "webhook", "email", "a@b.c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ada@example.com", "a\nb", "a\u0000b", "\u001b[31m", "\u202e", "\ud800"})
    void anAttributeWithForbiddenCharactersIsMalformed(String value) {
        assertInstanceOf(Malformed.class, check(entry(ID, NOW, value, "email", "a@b.c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e mail", "1st", "e\u0000", "--"})
    void aFieldThatIsNotANameIsMalformed(String field) {
        assertInstanceOf(Malformed.class, check(entry(ID, NOW, "webhook", field, "a@b.c")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\udc00"})
    void aDetailThatIsNotTextIsMalformed(String value) {
        assertInstanceOf(Malformed.class, check(entry(ID, NOW, "webhook", "email", value)));
    }

    @Test
    void aDetailHasALongestLength() {
        String longest = "x".repeat(EntryCheck.LONGEST_DETAIL);

        assertEquals(new Acceptable(), check(entry(ID, NOW, "webhook", "email", longest)));
        assertInstanceOf(Malformed.class, check(entry(ID, NOW, "webhook", "email", longest + "x")));
    }

    @Test
    void aServiceSpeaksForItself() {
        AuditEntry entry = AuditCalls.created(ADA);

        assertEquals(new ForeignActor(), EntryCheck.check(entry, ServiceName.WEBHOOK));
    }

    private static EntryCheck check(AuditEntry entry) {
        return EntryCheck.check(entry, ServiceName.IDENTITY);
    }

    private static AuditEntry entry(
            UUID id, Instant time, String source, String field, String value) {
        return new AuditEntry(
                id,
                time,
                AuditAction.USER_CREATED,
                AuditEntry.Outcome.SUCCEEDED,
                Actor.user(ADA),
                ADA,
                null,
                null,
                Map.of("source", source),
                List.of(new Detail(ADA, field, value)));
    }
}
