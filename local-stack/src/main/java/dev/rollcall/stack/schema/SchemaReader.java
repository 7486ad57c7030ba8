package dev.rollcall.stack.schema;

import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads from PostgreSQL's catalogue what schemas hold. Partitions come and go with the months and
 * are not told; what strangers may do with them is.
 */
public final class SchemaReader {

    private static final String QUERY = query();

    private SchemaReader() {}

    public static SchemaDescription read(Connection connection, List<String> schemas) {
        try (Statement path = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            path.execute("SET search_path = pg_catalog"); // so that every name is told in full
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            List<SchemaFact> facts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.add(
                            new SchemaFact(
                                    SchemaFact.Kind.ofWire(rows.getString(1)),
                                    rows.getString(2),
                                    rows.getString(3)));
                }
            }
            return new SchemaDescription(facts);
        } catch (SQLException e) {
            throw new StackException("The catalogue cannot be read: " + e.getMessage(), e);
        }
    }

    private static String query() {
        try (InputStream in =
                Objects.requireNonNull(SchemaReader.class.getResourceAsStream("catalogue.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StackException("catalogue.sql cannot be read.", e);
        }
    }
}
