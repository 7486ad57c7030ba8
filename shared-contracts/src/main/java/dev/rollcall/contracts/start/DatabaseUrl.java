package dev.rollcall.contracts.start;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A PostgreSQL address as hosters print it ({@code postgres://user:password@host:port/db?...}) or
 * as JDBC spells it, taken apart for a connection pool. TLS is required unless the host is this
 * machine or a setting says otherwise.
 *
 * @param jdbcUrl without credentials
 */
public record DatabaseUrl(String jdbcUrl, String user, String password) {

    private static final String JDBC = "jdbc:";
    private static final Set<String> SCHEMES = Set.of("postgres", "postgresql");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> NOT_ENCRYPTED = Set.of("disable", "allow", "prefer");
    private static final int DEFAULT_PORT = 5432;

    /**
     * Parses an address.
     *
     * @param variable the setting's name, for the message
     * @param plaintextAllowed whether a host elsewhere may be spoken to without TLS
     * @throws SettingsException if it is not a PostgreSQL address; never repeats it
     */
    public static DatabaseUrl parse(String variable, String text, boolean plaintextAllowed) {
        URI uri = uri(variable, text.startsWith(JDBC) ? text.substring(JDBC.length()) : text);
        List<String> parameters = new ArrayList<>();
        String user = "";
        String password = "";
        String userInfo = uri.getRawUserInfo();
        if (userInfo != null) {
            int colon = userInfo.indexOf(':');
            user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
            password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
        }
        String sslMode = "";
        for (String parameter : parameters(uri)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            switch (name) {
                case "user" -> user = decode(value);
                case "password" -> password = decode(value);
                case "sslmode" -> sslMode = value;
                default -> parameters.add(parameter);
            }
        }
        String mode = sslMode(variable, uri.getHost(), sslMode, plaintextAllowed);
        parameters.add("sslmode=" + mode);
        // PostgreSQL's error details repeat whole rows; they must not reach a log.
        parameters.add("logServerErrorDetail=false");
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String database = uri.getRawPath() == null ? "" : uri.getRawPath();
        String jdbcUrl =
                "jdbc:postgresql://"
                        + uri.getHost()
                        + ':'
                        + port
                        + database
                        + '?'
                        + String.join("&", parameters);
        return new DatabaseUrl(jdbcUrl, user, password);
    }

    private static URI uri(String variable, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            // told below, without the text: it may hold a password
        }
        throw new SettingsException(
                variable + " is not a PostgreSQL address: postgres://user:password@host:5432/db");
    }

    private static List<String> parameters(URI uri) {
        String query = uri.getRawQuery();
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }

    private static String sslMode(
            String variable, String host, String asked, boolean plaintextAllowed) {
        boolean plaintext = plaintextAllowed || LOOPBACK.contains(host);
        if (asked.isEmpty()) {
            return plaintext ? "prefer" : "require";
        }
        if (NOT_ENCRYPTED.contains(asked) && !plaintext) {
            throw new SettingsException(
                    variable
                            + " turns TLS off for a host elsewhere: remove sslmode, or set"
                            + " ROLLCALL_DATABASE_PLAINTEXT=true if the network is trusted");
        }
        return asked;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "DatabaseUrl[***]";
    }
}
