package dev.rollcall.gateway.token;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a request carries its session token. The Authorization header wins; cookies count only
 * where the caller says that they may. Pure.
 */
public sealed interface PresentedToken {

    record Presented(String token) implements PresentedToken {}

    record Absent() implements PresentedToken {}

    /** An Authorization header that is no bearer token. */
    record Unusable() implements PresentedToken {}

    String SCHEME = "Bearer ";
    String COOKIE = "__session";

    /** {@code suffix} tells this instance's cookie from those of other apps on the same host. */
    static PresentedToken find(HttpHeaders headers, boolean cookiesCount, String suffix) {
        List<String> authorization = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        if (!authorization.isEmpty()) {
            String value = authorization.getFirst();
            return authorization.size() == 1 && value.startsWith(SCHEME)
                    ? new Presented(value.substring(SCHEME.length()))
                    : new Unusable();
        }
        if (!cookiesCount) {
            return new Absent();
        }
        List<String> cookies = cookies(headers);
        return named(cookies, COOKIE + '_' + suffix)
                .or(() -> named(cookies, COOKIE))
                .<PresentedToken>map(Presented::new)
                .orElseGet(Absent::new);
    }

    private static List<String> cookies(HttpHeaders headers) {
        List<String> pairs = new ArrayList<>();
        for (String line : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (String pair : line.split(";", -1)) {
                pairs.add(pair.strip());
            }
        }
        return pairs;
    }

    private static Optional<String> named(List<String> pairs, String name) {
        String start = name + '=';
        return pairs.stream()
                .filter(pair -> pair.startsWith(start))
                .map(pair -> pair.substring(start.length()))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
