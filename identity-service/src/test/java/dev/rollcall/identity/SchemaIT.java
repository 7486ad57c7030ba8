package dev.rollcall.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.CheckedInSchema;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * The schema that is checked in is the one that the migrations make. After a new migration renew
 * it: {@code ./mvnw -pl identity-service verify -Dit.test=SchemaIT -Drollcall.schema.renew=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SchemaIT {

    @Test
    void theSchemaCheckedInIsTheOneThatTheMigrationsMake() throws IOException, SQLException {
        CheckedInSchema schema = new CheckedInSchema(ServiceRole.IDENTITY);

        String made = schema.made();

        assertEquals(schema.text(made, SchemaIT.class.getClassLoader()), made);
    }
}
