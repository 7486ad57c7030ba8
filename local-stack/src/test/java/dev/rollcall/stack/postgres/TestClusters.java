package dev.rollcall.stack.postgres;

import java.nio.file.Path;

/** Where the tests of this module keep what they unpack and make. */
final class TestClusters {

    /** Shared with other test runs: unpacking takes a second. */
    static final Path CACHE =
            Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "rollcall-postgres-" + System.getProperty("user.name"));

    private TestClusters() {}
}
