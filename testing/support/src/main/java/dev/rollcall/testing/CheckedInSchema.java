package dev.rollcall.testing;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.schema.SchemaDescription;
import dev.rollcall.stack.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The description of a service's schema that is checked in, beside the schema that its migrations
 * make of an empty database. With {@code -Drollcall.schema.renew=true} it is replaced by that.
 */
public record CheckedInSchema(ServiceRole service) {

    /** What the migrations make. */
    public String made() throws SQLException {
        TestDatabase database = TestDatabase.create(service);
        try (Connection connection = database.adminDataSource().getConnection()) {
            return SchemaReader.read(connection, SchemaDescription.schemas(service)).text();
        }
    }

    /** What is checked in, after {@code made} has been written there if that was asked for. */
    public String text(String made, ClassLoader classes) throws IOException {
        if (Boolean.getBoolean("rollcall.schema.renew")) {
            Path resource = Path.of("src/main/resources", SchemaDescription.resource(service));
            Files.createDirectories(resource.resolveSibling("."));
            Files.writeString(resource, made);
            return made;
        }
        return SchemaDescription.checkedIn(service, classes).text();
    }
}
