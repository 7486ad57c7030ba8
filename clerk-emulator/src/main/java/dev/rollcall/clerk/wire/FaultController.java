package dev.rollcall.clerk.wire;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.state.StateRefusedException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.netty.handler.codec.DecoderException;
import java.net.URISyntaxException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into Clerk's error body. Thread-safe. */
@Controller
public final class FaultController {

    /** Names the call on every answer of the Backend API, and in the body of a fault. */
    public static final String TRACE_HEADER = "clerk-trace-id";

    private static final Logger LOG = LoggerFactory.getLogger(FaultController.class);

    @Error(global = true)
    HttpResponse<byte[]> refused(HttpRequest<?> request, ClerkFault fault) {
        return reply(fault);
    }

    @Error(global = true)
    HttpResponse<byte[]> unavailable(HttpRequest<?> request, StateRefusedException refusal) {
        return reply(ClerkFault.unavailable(refusal.code(), String.valueOf(refusal.getMessage())));
    }

    @Error(global = true)
    HttpResponse<byte[]> tooLarge(HttpRequest<?> request, ContentLengthExceededException tooLarge) {
        return standard(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "request_body_too_large");
    }

    @Error(global = true)
    HttpResponse<byte[]> unusable(HttpRequest<?> request, UnsatisfiedRouteException unusable) {
        return standard(HttpStatus.BAD_REQUEST, "bad_request");
    }

    @Error(global = true)
    HttpResponse<byte[]> unusable(HttpRequest<?> request, URISyntaxException unusable) {
        return standard(HttpStatus.BAD_REQUEST, "bad_request");
    }

    @Error(global = true)
    HttpResponse<byte[]> unusable(HttpRequest<?> request, DecoderException unusable) {
        return standard(HttpStatus.BAD_REQUEST, "bad_request");
    }

    @Error(global = true)
    HttpResponse<byte[]> unusable(HttpRequest<?> request, ConversionErrorException unusable) {
        return standard(HttpStatus.BAD_REQUEST, "bad_request");
    }

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<byte[]> noRoute(HttpRequest<?> request) {
        return standard(HttpStatus.NOT_FOUND, "resource_not_found");
    }

    @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
    HttpResponse<byte[]> noMethod(HttpRequest<?> request) {
        return standard(HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed");
    }

    @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
    HttpResponse<byte[]> noSuchType(HttpRequest<?> request) {
        return standard(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_content_type");
    }

    @Error(global = true, status = HttpStatus.NOT_ACCEPTABLE)
    HttpResponse<byte[]> notAcceptable(HttpRequest<?> request) {
        return standard(HttpStatus.NOT_ACCEPTABLE, "not_acceptable");
    }

    @Error(global = true, status = HttpStatus.BAD_REQUEST)
    HttpResponse<byte[]> bad(HttpRequest<?> request) {
        return standard(HttpStatus.BAD_REQUEST, "bad_request");
    }

    @Error(global = true)
    HttpResponse<byte[]> unexpected(HttpRequest<?> request, Throwable bug) {
        LOG.error("event=unexpected_failure", bug);
        return standard(HttpStatus.INTERNAL_SERVER_ERROR, "internal_clerk_error");
    }

    public static String newTraceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static HttpResponse<byte[]> standard(HttpStatus status, String code) {
        return reply(
                new ClerkFault(status.getCode(), code, status.getReason(), status.getReason()));
    }

    private static HttpResponse<byte[]> reply(ClerkFault fault) {
        String traceId = newTraceId();
        HttpStatus status = HttpStatus.valueOf(fault.status());
        MutableHttpResponse<byte[]> response =
                JsonReply.of(status, fault.body(traceId)).header(TRACE_HEADER, traceId);
        boolean passes =
                status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE;
        return passes ? response.header("Retry-After", "1") : response;
    }
}
