package dev.rollcall.identity.mirror;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "58030"})
    void noEventIsToBlameForWhatTheServerLacks(String state) {
        assertTrue(SqlFaults.isAway(wrapped(new SQLException("", state))));
    }

    @Test
    void aFaultWithoutAStateIsThePoolsOrTheDrivers() {
        assertTrue(SqlFaults.isAway(wrapped(new SQLException(""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "23505", "40P01"})
    void aRefusedRowIsNoAbsence(String state) {
        assertFalse(SqlFaults.isAway(wrapped(new SQLException("", state))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014"})
    void aTimeOutOfOursMeansThatSomethingHeldItUp(String state) {
        assertTrue(SqlFaults.isHeldUp(wrapped(new SQLException("", state))));
    }

    @Test
    void waitingForALockIsNotBeingSlow() {
        assertTrue(SqlFaults.isTooSlow(wrapped(new SQLException("", "57014"))));
        assertFalse(SqlFaults.isTooSlow(wrapped(new SQLException("", "55P03"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "40P01", "22021"})
    void nothingElseMeansThat(String state) {
        assertFalse(SqlFaults.isHeldUp(wrapped(new SQLException("", state))));
    }

    @Test
    void anotherFaultIsNoAbsence() {
        assertFalse(SqlFaults.isAway(new IllegalStateException()));
    }

    private static RuntimeException wrapped(SQLException fault) {
        return new IllegalStateException(fault);
    }
}
