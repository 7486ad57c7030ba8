package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.schema.SchemaDescription;
import dev.rollcall.stack.schema.SchemaReader;
import dev.rollcall.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * The schema that is checked in is the one that the migrations make. After a new migration renew
 * it: {@code ./mvnw -pl identity-service verify -Dit.test=SchemaIT -Drollcall.schema.renew=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SchemaIT {

    private static final ServiceRole SERVICE = ServiceRole.IDENTITY;

    @Test
    void theSchemaCheckedInIsTheOneThatTheMigrationsMake() throws IOException, SQLException {
        TestDatabase database = TestDatabase.create(SERVICE);
        String made;
        try (Connection connection = database.adminDataSource().getConnection()) {
            made = SchemaReader.read(connection, SchemaDescription.schemas(SERVICE)).text();
        }
        if (Boolean.getBoolean("rollcall.schema.renew")) {
            Path resource = Path.of("src/main/resources", SchemaDescription.resource(SERVICE));
            Files.createDirectories(resource.resolveSibling("."));
            Files.writeString(resource, made);
            return;
        }

        ClassLoader classes = SchemaIT.class.getClassLoader();
        assertEquals(SchemaDescription.checkedIn(SERVICE, classes).text(), made);
    }
}
