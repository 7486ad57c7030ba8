package dev.rollcall.contracts.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnexpectedFaultHandlerTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "55P03", "57P01", "57P03", "58030"})
    void aDatabaseThatIsAwayOrBusyIsWorthAnotherTry(String state) {
        assertTrue(UnexpectedFaultHandler.isAwayOrBusy(new SQLException("", state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22021", "23505", "42501", "42601", "XX000"})
    void aStatementThatIsRefusedIsNot(String state) {
        assertFalse(UnexpectedFaultHandler.isAwayOrBusy(new SQLException("", state)));
    }

    @Test
    void aPoolWithoutConnectionsIsWorthAnotherTry() {
        assertTrue(
                UnexpectedFaultHandler.isAwayOrBusy(
                        new SQLTransientConnectionException("timed out", "55000")));
        assertTrue(UnexpectedFaultHandler.isAwayOrBusy(new SQLException("closed")));
    }
}
