package dev.rollcall.gateway.proxy;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.ByteBodyHttpResponseWrapper;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.codec.CodecException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Writes an upstream's body as it is: one that is there as a whole in one piece with the head, any
 * other as it comes and no faster than the client takes it. Adds no header. Stateless.
 */
final class PassedBody implements ResponseBodyWriter<CloseableByteBody> {

    static final PassedBody WRITER = new PassedBody();

    private PassedBody() {}

    @Override
    public ByteBodyHttpResponse<?> write(
            ByteBodyFactory bodyFactory,
            HttpRequest<?> request,
            MutableHttpResponse<CloseableByteBody> httpResponse,
            Argument<CloseableByteBody> type,
            MediaType mediaType,
            CloseableByteBody object) {
        return ByteBodyHttpResponseWrapper.wrap(
                httpResponse,
                object instanceof AvailableByteBody
                        ? object
                        : asked(object, bodyFactory, httpResponse.getHeaders()));
    }

    /**
     * Says nothing before it is asked: the server takes no byte of a body before it has written the
     * head. Closed unasked if there is no client any more.
     */
    private static CloseableByteBody asked(
            CloseableByteBody body, ByteBodyFactory bodyFactory, HttpHeaders headers) {
        return bodyFactory.adapt(
                subscriber -> body.toReadBufferPublisher().subscribe(subscriber),
                BodySizeLimits.UNLIMITED,
                headers,
                body::close);
    }

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodyFactory,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<CloseableByteBody> type,
            MediaType mediaType,
            CloseableByteBody object) {
        return object;
    }

    @Override
    public void writeTo(
            Argument<CloseableByteBody> type,
            MediaType mediaType,
            CloseableByteBody object,
            MutableHeaders outgoingHeaders,
            OutputStream outputStream) {
        try (InputStream body = object.toInputStream()) {
            body.transferTo(outputStream);
        } catch (IOException broken) {
            throw new CodecException("the body of an upstream broke off", broken);
        }
    }
}
