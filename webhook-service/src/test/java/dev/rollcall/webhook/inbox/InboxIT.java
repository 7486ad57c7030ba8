package dev.rollcall.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.webhook.Rows;
import dev.rollcall.webhook.ServiceSettings;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InboxIT implements TestPropertyProvider {

    private static final String USABLE = "{\"type\":\"user.created\",\"data\":{\"id\":\"user_1\"}}";

    private final TestDatabase database = TestDatabase.create(ServiceRole.WEBHOOK);
    private final Rows rows = new Rows(database);

    @Override
    public Map<String, String> getProperties() {
        return ServiceSettings.of(database);
    }

    @Test
    void hasTheDocumentedDefaultsAndRefusesNonsense(
            InboxConfiguration configuration, Validator validator) {
        assertEquals(new InboxConfiguration(512, 256, Duration.ofMillis(2), 3), configuration);
        assertEquals(3, validator.validate(new InboxConfiguration(0, 0, Duration.ZERO, 0)).size());
    }

    @Test
    void keepsAnArrivalByteForByte(InboxRepository repository) {
        Arrival arrival = arrival("msg_kept", USABLE + "\n");

        assertEquals(List.of(Receipt.ACCEPTED), repository.append(List.of(arrival)));

        assertEquals(
                "pending user.created user_1 1 2 request-1 0 0",
                rows.get(
                        "SELECT concat_ws(' ', state, type, subject, priority, secret_index,"
                                + " request_id, attempts, lease_fence) FROM webhook.inbox"
                                + " WHERE message_id = ? AND received_at = ? AND next_attempt_at"
                                + " <= now() AND payload = ?",
                        "msg_kept",
                        Timestamp.from(arrival.receivedAt()),
                        arrival.payload().bytes()));
    }

    @Test
    void countsAMessageOnce(InboxRepository repository) {
        repository.append(List.of(arrival("msg_twice", USABLE)));

        List<Receipt> receipts = repository.append(List.of(arrival("msg_twice", USABLE)));

        assertEquals(List.of(Receipt.DUPLICATE), receipts);
        assertEquals("1", count("msg_twice"));
    }

    @Test
    void keepsTheFirstBodyOfAnIdAndCountsTheOther(InboxRepository repository) {
        repository.append(List.of(arrival("msg_other", USABLE)));

        List<Receipt> receipts = repository.append(List.of(arrival("msg_other", USABLE + ' ')));

        assertEquals(List.of(Receipt.CONFLICTING), receipts);
        assertEquals("1", count("msg_other"));
        assertEquals("1", conflicts("msg_other"));
    }

    @Test
    void sortsOutAGroupWithRepeatedIds(InboxRepository repository) {
        repository.append(List.of(arrival("msg_group_b", USABLE)));

        List<Receipt> receipts =
                repository.append(
                        List.of(
                                arrival("msg_group_c", USABLE),
                                arrival("msg_group_a", USABLE),
                                arrival("msg_group_c", USABLE),
                                arrival("msg_group_b", USABLE),
                                arrival("msg_group_c", "{}")));

        assertEquals(
                List.of(
                        Receipt.ACCEPTED,
                        Receipt.ACCEPTED,
                        Receipt.DUPLICATE,
                        Receipt.DUPLICATE,
                        Receipt.CONFLICTING),
                receipts);
        assertEquals("1", count("msg_group_c"));
        assertEquals("1", conflicts("msg_group_c"));
    }

    @Test
    void parksPoisonAtOnce(InboxRepository repository) {
        byte[] body = {(byte) 0xFF, 0};
        Arrival poison = arrival("msg_poison", new Payload(body));

        assertEquals(List.of(Receipt.ACCEPTED), repository.append(List.of(poison)));

        assertEquals(
                "dead not_utf8",
                rows.get(
                        "SELECT concat_ws(' ', state, reason, type) FROM webhook.inbox"
                                + " WHERE message_id = 'msg_poison'"));
    }

    @Test
    void makesOneRowOfAThousandConcurrentCopies(Inbox inbox, InboxRepository other)
            throws Exception {
        List<Receipt> receipts = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Receipt>> answers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                answers.add(
                        senders.submit(() -> inbox.append(arrival("msg_storm", USABLE)).join()));
                // as another copy of the service would, with a transaction of its own
                if (i % 50 == 0) {
                    answers.add(
                            senders.submit(
                                    () ->
                                            other.append(List.of(arrival("msg_storm", USABLE)))
                                                    .getFirst()));
                }
            }
            for (Future<Receipt> answer : answers) {
                receipts.add(answer.get());
            }
        }

        assertEquals("1", count("msg_storm"));
        assertEquals(1, Collections.frequency(receipts, Receipt.ACCEPTED));
        assertEquals(509, Collections.frequency(receipts, Receipt.DUPLICATE));
    }

    @Test
    void acknowledgesOnlyWhatIsThere(Inbox inbox) throws Exception {
        List<String> ids = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String id = "msg_each_" + i;
                ids.add(id);
                answers.add(senders.submit(() -> inbox.append(arrival(id, USABLE)).join()));
            }
            for (Future<?> answer : answers) {
                answer.get();
            }
        }

        List<String> found =
                rows.list("SELECT message_id FROM webhook.inbox WHERE message_id LIKE 'msg_each%'");
        assertEquals(300, found.size());
        assertTrue(found.containsAll(ids));
    }

    @Test
    void failsOnlyTheRowThatCannotBeWritten(Inbox inbox) throws Exception {
        rows.change(
                "ALTER TABLE webhook.received_messages ADD CONSTRAINT no_bad"
                        + " CHECK (message_id NOT LIKE 'msg_bad%')");
        List<String> failed = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String id = (i % 20 == 7 ? "msg_bad_" : "msg_fine_") + i;
                answers.add(senders.submit(() -> tryToAppend(inbox, id)));
            }
            for (Future<String> answer : answers) {
                failed.add(answer.get());
            }
        }
        failed.removeIf(String::isEmpty);

        assertEquals(List.of("msg_bad_7", "msg_bad_27", "msg_bad_47"), failed);
        assertEquals(
                "57",
                rows.get("SELECT count(*) FROM webhook.inbox WHERE message_id LIKE 'msg_fine%'"));
    }

    private static String tryToAppend(Inbox inbox, String id) {
        try {
            inbox.append(arrival(id, USABLE)).join();
            return "";
        } catch (RuntimeException refused) {
            return id;
        }
    }

    @Test
    void putsRowsIntoTheirMonth(InboxRepository repository, PartitionRepository partitions) {
        LocalDate month = LocalDate.now(ZoneOffset.UTC).plusMonths(20).withDayOfMonth(1);
        Instant then = month.atStartOfDay(ZoneOffset.UTC).toInstant();

        assertTrue(partitions.makeInboxPartition(month));
        assertFalse(partitions.makeInboxPartition(month.plusDays(3)));
        repository.append(
                List.of(arrival("msg_first", then), arrival("msg_last", then.minusMillis(1))));

        assertEquals(
                "webhook.inbox_" + month.toString().substring(0, 7).replace('-', '_'),
                partitionOf("msg_first"));
        assertEquals("webhook.inbox_default", partitionOf("msg_last"));
    }

    @Test
    void movesRowsWhoseMonthIsMadeLate(InboxRepository repository, PartitionRepository partitions) {
        LocalDate month = LocalDate.now(ZoneOffset.UTC).plusMonths(25).withDayOfMonth(1);
        Instant then = month.atStartOfDay(ZoneOffset.UTC).toInstant();
        repository.append(List.of(arrival("msg_early", then)));
        assertEquals("webhook.inbox_default", partitionOf("msg_early"));

        assertTrue(partitions.makeInboxPartition(month));

        assertTrue(partitionOf("msg_early").startsWith("webhook.inbox_2"));
        assertEquals(
                List.of(Receipt.DUPLICATE), repository.append(List.of(arrival("msg_early", then))));
    }

    @Test
    void madeThePartitionsOfTheNextMonthsAtTheStart() {
        List<String> made =
                rows.list(
                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~"
                                + " '^inbox_2[0-9]{3}_[0-9]{2}$' AND relrowsecurity AND"
                                + " relforcerowsecurity");
        assertTrue(made.size() >= 4, made::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM webhook.inbox",
                "TRUNCATE webhook.received_messages",
                "UPDATE webhook.inbox SET message_id = message_id",
                "UPDATE webhook.inbox SET received_at = received_at",
                "UPDATE webhook.received_messages SET body_sha256 = body_sha256",
                "SELECT * FROM webhook.inbox_default",
                "CREATE TABLE webhook.mine ()",
                "SET ROLE rollcall_owner"
            })
    void mayDoNoMoreThanItsWork(String statement) throws SQLException {
        try (Connection connection = database.dataSource(ServiceRole.WEBHOOK).getConnection();
                Statement attempt = connection.createStatement()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> attempt.execute(statement));

            assertEquals("42501", refused.getSQLState());
        }
    }

    /** It may erase a payload, not write another. */
    @Test
    void mayNotChangeWhatWasSigned(InboxRepository repository) throws SQLException {
        repository.append(List.of(arrival("msg_signed", USABLE)));
        try (Connection connection = database.dataSource(ServiceRole.WEBHOOK).getConnection();
                Statement attempt = connection.createStatement()) {
            SQLException refused =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    attempt.execute(
                                            "UPDATE webhook.inbox SET payload = '{}'"
                                                    + " WHERE message_id = 'msg_signed'"));

            assertEquals("42501", refused.getSQLState());
        }
    }

    @Test
    void bindsEveryTableToRowLevelSecurity() {
        assertEquals(
                List.of(),
                rows.list(
                        "SELECT relname FROM pg_class WHERE relnamespace = 'webhook'::regnamespace"
                                + " AND relkind IN ('r', 'p') AND relname NOT LIKE 'flyway%'"
                                + " AND NOT (relrowsecurity AND relforcerowsecurity)"));
    }

    @Test
    void hidesThePayloadFromWhoeverPrintsIt() {
        Arrival arrival = arrival("msg_printed", "{\"name\":\"Ada\"}");

        assertFalse(arrival.toString().contains("Ada"));
        assertArrayEquals(
                "{\"name\":\"Ada\"}".getBytes(StandardCharsets.UTF_8), arrival.payload().bytes());
    }

    private String count(String id) {
        return rows.get("SELECT count(*) FROM webhook.inbox WHERE message_id = ?", id);
    }

    private String conflicts(String id) {
        return rows.get(
                "SELECT conflicting_copies FROM webhook.received_messages WHERE message_id = ?",
                id);
    }

    private String partitionOf(String id) {
        return rows.get(
                "SELECT tableoid::regclass::text FROM webhook.inbox WHERE message_id = ?", id);
    }

    private static Arrival arrival(String id, String body) {
        return arrival(id, new Payload(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Arrival arrival(String id, Payload payload) {
        return arrival(id, payload, Instant.now());
    }

    private static Arrival arrival(String id, Instant receivedAt) {
        return arrival(id, new Payload(USABLE.getBytes(StandardCharsets.UTF_8)), receivedAt);
    }

    private static Arrival arrival(String id, Payload payload, Instant receivedAt) {
        return new Arrival(
                new MessageId(id),
                payload,
                EnvelopeReader.read(payload.bytes()),
                receivedAt.truncatedTo(ChronoUnit.MICROS),
                2,
                new RequestId("request-1"));
    }
}
