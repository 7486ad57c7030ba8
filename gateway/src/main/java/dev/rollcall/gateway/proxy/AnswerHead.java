package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.limit.Spent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An upstream's status and headers as the client gets them (RFC 9112 §6, RFC 9110 §7.6.1): what may
 * come out, framed for the client's version and connection. Pure.
 */
final class AnswerHead {

    private static final int FIRST_FINAL = 200;

    private AnswerHead() {}

    /** An unfinished exchange, which is not passed on; another answer follows it. */
    static boolean isInterim(HttpResponse answer) {
        int status = answer.status().code();
        return status < FIRST_FINAL && status != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    /**
     * Whether it cannot be meant for the client: a switch of protocols nobody asked for; a 401,
     * which speaks of our own service token, for no other one was sent; a coding we do not know.
     */
    static boolean isNonsense(HttpResponse answer) {
        List<String> codings = answer.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return answer.status().code() < FIRST_FINAL
                || answer.status().equals(HttpResponseStatus.UNAUTHORIZED)
                || codings.size() > 1
                || (codings.size() == 1 && !codings.getFirst().equalsIgnoreCase("chunked"));
    }

    /**
     * @param length of the whole body in bytes where it is at hand, else -1
     * @param last whether nothing else is read from the client
     */
    static HttpHeaders headers(
            HttpResponse answer,
            CleanRequest request,
            @Nullable Spent spent,
            int length,
            boolean last) {
        HttpHeaders headers = OutboundHeaders.unchecked();
        Iterator<Map.Entry<CharSequence, CharSequence>> lines =
                answer.headers().iteratorCharSequence();
        while (lines.hasNext()) {
            Map.Entry<CharSequence, CharSequence> line = lines.next();
            String name = line.getKey().toString();
            if (CrossingHeaders.comesOut(name, line.getValue())) {
                headers.add(name, line.getValue());
            }
        }
        if (spent != null) {
            spent.write(headers::set);
        }
        frame(headers, request.head(), answer.status(), length, last);
        return headers;
    }

    private static void frame(
            HttpHeaders headers,
            HttpRequest asked,
            HttpResponseStatus status,
            int length,
            boolean last) {
        boolean old = asked.protocolVersion().equals(HttpVersion.HTTP_1_0);
        boolean sized = headers.contains(HttpHeaderNames.CONTENT_LENGTH);
        boolean ends = last || !HttpUtil.isKeepAlive(asked);
        if (hasBody(asked, status) && !sized) {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            if (length >= 0) {
                headers.setInt(HttpHeaderNames.CONTENT_LENGTH, length);
            } else if (old) {
                ends = true;
            } else {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
        }
        if (ends) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (old) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    private static boolean hasBody(HttpRequest asked, HttpResponseStatus status) {
        return !asked.method().equals(HttpMethod.HEAD)
                && !status.equals(HttpResponseStatus.NO_CONTENT)
                && !status.equals(HttpResponseStatus.NOT_MODIFIED);
    }
}
