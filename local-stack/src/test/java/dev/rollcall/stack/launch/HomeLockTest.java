package dev.rollcall.stack.launch;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.stack.process.StackException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeLockTest {

    @TempDir private Path folder;

    @Test
    void isHeldByOneOnly() {
        Path file = folder.resolve("lock");

        HomeLock lock = HomeLock.acquire(file);
        assertThrows(StackException.class, () -> HomeLock.acquire(file));
        lock.close();

        HomeLock.acquire(file).close();
    }
}
