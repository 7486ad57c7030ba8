package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.problem.Problem;
import dev.rollcall.contracts.problem.ProblemCode;
import io.micronaut.json.JsonMapper;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Problems as answers on the wire, for whoever answers before or beside the framework. */
@Singleton
public final class ProblemAnswers {

    private static final int RETRY_SECONDS = 2;

    private final JsonMapper json;

    ProblemAnswers(JsonMapper json) {
        this.json = json;
    }

    /** Without the headers that the edge puts on every answer; {@code last} ends the connection. */
    public FullHttpResponse of(ProblemCode code, RequestId id, boolean last) {
        byte[] body = body(code, id);
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(code.status()),
                        Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        if (code == ProblemCode.UNAVAILABLE) {
            response.headers().setInt(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
        }
        if (last) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return response;
    }

    private byte[] body(ProblemCode code, RequestId id) {
        try {
            return json.writeValueAsBytes(Problem.of(code, code.title() + '.', id));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
