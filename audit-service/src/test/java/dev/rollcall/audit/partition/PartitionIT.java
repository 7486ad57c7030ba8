package dev.rollcall.audit.partition;

import static dev.rollcall.audit.AuditCalls.created;
import static dev.rollcall.audit.AuditCalls.reader;
import static dev.rollcall.audit.AuditCalls.somebody;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.audit.AuditCalls;
import dev.rollcall.audit.AuditDatabase;
import dev.rollcall.audit.AuditStack;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartitionIT implements TestPropertyProvider {

    private static final int CLASSES = 3;

    @Inject EmbeddedServer server;
    @Inject AuditCalls audit;
    @Inject PartitionRepository partitions;
    @Inject TransactionOperations<Connection> transactions;

    private final TestDatabase database = TestDatabase.create(ServiceRole.AUDIT);

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = new HashMap<>(AuditStack.properties(database));
        properties.put("rollcall.partitions.months-ahead", "3");
        return properties;
    }

    @Test
    void aMonthIsMadeOnceForEachClass() {
        int made = ensure(5);
        int madeAgain = ensure(5);

        assertEquals(2 * CLASSES, made);
        assertEquals(0, madeAgain);
    }

    @Test
    void recordsLieInThePartitionOfTheirClassAndMonth() {
        audit.append(server.getURI(), created(somebody()));
        audit.read(server.getURI(), reader("admin"), "");

        String month = YearMonth.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("uuuu_MM"));
        assertEquals(
                List.of(
                        "audit.audit_logs_compliance_" + month,
                        "audit.audit_logs_identity_" + month),
                AuditDatabase.column(
                        database,
                        """
                        SELECT DISTINCT tableoid::regclass::text AS partition
                          FROM audit.audit_logs
                         ORDER BY partition
                        """));
    }

    private int ensure(int monthsAhead) {
        return transactions.executeWrite(transaction -> partitions.ensure(monthsAhead));
    }
}
