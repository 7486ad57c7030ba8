package dev.rollcall.stack.postgres;

import dev.rollcall.stack.process.StackException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The migrations of one schema, read from {@code db/migration/<schema>} of a class loader.
 *
 * @param classes sees the service's jar or its classes
 */
public record Migrations(ServiceRole service, ClassLoader classes) {

    /** Applies what is missing, as the owner role. Safe when two do it at once: Flyway locks. */
    void apply(DatabaseUrl admin) {
        try {
            FluentConfiguration configuration =
                    Flyway.configure(classes)
                            .dataSource(admin.jdbcUrl(), admin.user(), admin.password())
                            .initSql("SET ROLE " + DatabaseSetup.OWNER)
                            .schemas(service.schema())
                            .defaultSchema(service.schema())
                            .createSchemas(false)
                            .locations("classpath:db/migration/" + service.schema())
                            .failOnMissingLocations(true);
            configuration.load().migrate();
        } catch (FlywayException e) {
            throw new StackException(
                    "The migrations of schema "
                            + service.schema()
                            + " failed: "
                            + String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "),
                    e);
        }
    }
}
