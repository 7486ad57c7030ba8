package dev.rollcall.clerk.wire;

import dev.rollcall.clerk.json.Json;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/** Answers with a JSON body of exactly {@code application/json}, as Clerk's own library expects. */
public final class JsonReply {

    private JsonReply() {}

    public static MutableHttpResponse<byte[]> ok(@Nullable Object body) {
        return of(HttpStatus.OK, body);
    }

    public static MutableHttpResponse<byte[]> of(HttpStatus status, @Nullable Object body) {
        return HttpResponse.<byte[]>status(status)
                .body(Json.bytes(body))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
