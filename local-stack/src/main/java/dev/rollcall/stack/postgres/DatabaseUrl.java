package dev.rollcall.stack.postgres;

import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.stack.process.StackException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A database and the login to it, from which those of other roles and databases are made. Prints
 * without the password.
 *
 * @param parameters what follows the question mark, as it was given, without user and password
 */
public record DatabaseUrl(
        String host, int port, String database, String user, String password, String parameters) {

    private static final String JDBC = "jdbc:";

    /** psql would refuse it. */
    private static final String DRIVERS_OWN = "logServerErrorDetail=false";

    /**
     * Reads a URL as the services read theirs, with the same rule about TLS.
     *
     * @param variable the setting's name, for the message
     * @throws StackException if it is none; the message does not repeat it
     */
    public static DatabaseUrl parse(String variable, String url, boolean plaintextAllowed) {
        try {
            var read =
                    dev.rollcall.contracts.start.DatabaseUrl.parse(variable, url, plaintextAllowed);
            URI uri = URI.create(read.jdbcUrl().substring(JDBC.length()));
            String database = uri.getPath().isEmpty() ? "" : uri.getPath().substring(1);
            String parameters =
                    Arrays.stream(uri.getRawQuery().split("&", -1))
                            .filter(parameter -> !DRIVERS_OWN.equals(parameter))
                            .collect(Collectors.joining("&"));
            return new DatabaseUrl(
                    uri.getHost(),
                    uri.getPort(),
                    database.isEmpty() ? "postgres" : database,
                    read.user(),
                    read.password(),
                    parameters);
        } catch (SettingsException e) {
            throw new StackException(String.valueOf(e.getMessage()), e);
        }
    }

    public DatabaseUrl withDatabase(String name) {
        return new DatabaseUrl(host, port, name, user, password, parameters);
    }

    public DatabaseUrl withLogin(String newUser, String newPassword) {
        return new DatabaseUrl(host, port, database, newUser, newPassword, parameters);
    }

    /** {@code postgresql://user:password@host:port/database}, as psql and the services take it. */
    public String url() {
        return "postgresql://"
                + encode(user)
                + (password.isEmpty() ? "" : ':' + encode(password))
                + '@'
                + location();
    }

    /** For JDBC, without the login. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + location();
    }

    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    @Override
    public String toString() {
        return "postgresql://" + host + ':' + port + '/' + database;
    }

    private String location() {
        return host
                + ':'
                + port
                + '/'
                + encode(database)
                + (parameters.isEmpty() ? "" : '?' + parameters);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
