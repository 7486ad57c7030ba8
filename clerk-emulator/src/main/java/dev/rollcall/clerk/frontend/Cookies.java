package dev.rollcall.clerk.frontend;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/**
 * Clerk's cookies. They hold for the host, whatever the port, so the app beside sees them too.
 * Stateless.
 */
final class Cookies {

    private static final String SESSION = "__session";
    private static final String CLIENT = "__client";
    private static final String SIGNED_IN_AT = "__client_uat";
    private static final long CLIENT_SECONDS = 7L * 24 * 60 * 60;

    private Cookies() {}

    /** The client of the browser that asks. */
    static Optional<String> clientId(HttpRequest<?> request) {
        return request.getCookies().findCookie(CLIENT).map(it -> it.getValue());
    }

    static void signIn(
            MutableHttpResponse<?> response, String clientId, String token, long nowSeconds) {
        session(response, token);
        add(response, CLIENT, clientId, CLIENT_SECONDS, "; HttpOnly");
        add(response, SIGNED_IN_AT, Long.toString(nowSeconds), CLIENT_SECONDS, "");
    }

    /** Readable by scripts, and kept past the token's end so that a page can tell "expired". */
    static void session(MutableHttpResponse<?> response, String token) {
        add(response, SESSION, token, CLIENT_SECONDS, "");
    }

    static void signOut(MutableHttpResponse<?> response) {
        add(response, SESSION, "", 0, "");
        add(response, CLIENT, "", 0, "; HttpOnly");
        add(response, SIGNED_IN_AT, "0", CLIENT_SECONDS, "");
    }

    private static void add(
            MutableHttpResponse<?> response,
            String name,
            String value,
            long seconds,
            String attributes) {
        response.getHeaders()
                .add(
                        "Set-Cookie",
                        name
                                + '='
                                + value
                                + "; Path=/; SameSite=Lax; Max-Age="
                                + seconds
                                + attributes);
    }
}
