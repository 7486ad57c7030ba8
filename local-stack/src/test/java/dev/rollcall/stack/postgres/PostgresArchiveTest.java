package dev.rollcall.stack.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.process.StackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PostgresArchiveTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
    })
    void knowsTheArchiveOfEachPlatform(String os, String arch, String name) {
        assertEquals(name, PostgresArchive.resourceName(os, arch));
    }

    @Test
    void saysWhatToDoOnAPlatformWithoutArchive() {
        StackException refused =
                assertThrows(StackException.class, () -> PostgresArchive.find("Plan 9", "mips"));

        assertTrue(String.valueOf(refused.getMessage()).contains("DATABASE_URL"));
    }
}
