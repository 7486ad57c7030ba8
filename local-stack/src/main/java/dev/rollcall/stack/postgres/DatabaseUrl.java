package dev.rollcall.stack.postgres;

import dev.rollcall.stack.process.StackException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A database and the login to it, read from {@code postgres://}, {@code postgresql://} or {@code
 * jdbc:postgresql://}. Prints without the password.
 *
 * @param parameters what follows the question mark, as it was given, without user and password
 */
public record DatabaseUrl(
        String host, int port, String database, String user, String password, String parameters) {

    private static final int DEFAULT_PORT = 5432;

    /**
     * Reads a URL; user and password may stand before the host or among the parameters.
     *
     * @throws StackException if it is none; the message does not repeat it
     */
    public static DatabaseUrl parse(String url) {
        URI uri = uri(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("postgres".equals(scheme) || "postgresql".equals(scheme))) {
            throw notOne();
        }
        String user = "";
        String password = "";
        if (uri.getRawUserInfo() != null) {
            String[] login = uri.getRawUserInfo().split(":", 2);
            user = decode(login[0]);
            password = login.length == 2 ? decode(login[1]) : "";
        }
        List<String> parameters = new ArrayList<>();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                if (parameter.startsWith("user=")) {
                    user = decode(parameter.substring("user=".length()));
                } else if (parameter.startsWith("password=")) {
                    password = decode(parameter.substring("password=".length()));
                } else {
                    parameters.add(parameter);
                }
            }
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return new DatabaseUrl(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                path.length() > 1 ? decode(path.substring(1)) : "postgres",
                user,
                password,
                String.join("&", parameters));
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

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw notOne();
        }
    }

    private static StackException notOne() {
        return new StackException(
                "The database URL is not of the form postgres://user:password@host:port/database.");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        // a plus sign is a plus sign here, unlike in a form
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
