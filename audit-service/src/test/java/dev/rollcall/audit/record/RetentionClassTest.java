package dev.rollcall.audit.record;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RetentionClassTest {

    private static final String PARTITIONS = "/db/migration/audit/V005__ensure_partitions.sql";

    @Test
    void everyClassHasPartitions() throws IOException {
        String classes =
                Arrays.stream(RetentionClass.values())
                        .map(it -> '\'' + it.column() + '\'')
                        .collect(Collectors.joining(", ", "ARRAY[", "]"));

        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(PARTITIONS))) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(sql.contains(classes), classes);
        }
    }
}
