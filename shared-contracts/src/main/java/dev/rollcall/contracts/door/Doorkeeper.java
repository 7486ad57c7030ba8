package dev.rollcall.contracts.door;

import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import io.micronaut.http.MediaType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets in what is plain: a POST of some JSON to one path, by a service that the caller table lets
 * do that. Thread-safe.
 */
public final class Doorkeeper {

    private static final String BEARER = "Bearer ";

    private final String path;
    private final int largestBody;
    private final Set<ServiceName> callers;
    private final ServiceTokens.Verifier tokens;

    /** {@code largestBody} in bytes. */
    public Doorkeeper(
            ServiceName callee, String path, int largestBody, ServiceTokens.Verifier tokens) {
        this.path = path;
        this.largestBody = largestBody;
        this.callers =
                Arrays.stream(ServiceName.values())
                        .filter(caller -> mayCall(callee, path, caller))
                        .collect(Collectors.toUnmodifiableSet());
        this.tokens = tokens;
    }

    private static boolean mayCall(ServiceName callee, String path, ServiceName caller) {
        return CallerTable.decide(callee.wire(), HttpMethod.POST.name(), path, caller, false)
                == CallerTable.Verdict.ALLOWED;
    }

    boolean letsIn(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return request.decoderResult().isSuccess()
                && request.method().equals(HttpMethod.POST)
                && request.uri().equals(path)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
                && !headers.contains(HttpHeaderNames.EXPECT)
                && !headers.contains(HttpHeaderNames.UPGRADE)
                && !headers.contains(IdentityTokens.HEADER)
                && headers.getAll(HttpHeaderNames.CONTENT_TYPE)
                        .equals(List.of(MediaType.APPLICATION_JSON))
                && takesJson(headers.get(HttpHeaderNames.ACCEPT))
                && isShort(headers)
                && isByCaller(headers.get(HttpHeaderNames.AUTHORIZATION));
    }

    private static boolean takesJson(@Nullable String accepted) {
        return accepted == null
                || accepted.equals(MediaType.APPLICATION_JSON)
                || accepted.equals(MediaType.ALL);
    }

    private boolean isShort(HttpHeaders headers) {
        String given = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        try {
            int length = given == null ? 0 : Integer.parseInt(given);
            return length > 0 && length <= largestBody;
        } catch (NumberFormatException nonsense) {
            return false;
        }
    }

    private boolean isByCaller(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(BEARER)
                && tokens.verify(authorization.substring(BEARER.length()))
                        .filter(callers::contains)
                        .isPresent();
    }
}
