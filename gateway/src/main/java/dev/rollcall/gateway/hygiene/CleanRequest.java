package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.id.RequestId;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that the edge has let in, as it came: what it is decided by is what is passed on.
 * Belongs to one connection; whoever reads it elsewhere has got it handed over.
 */
public final class CleanRequest {

    private static final String ATTRIBUTE = CleanRequest.class.getName();

    private final HttpRequest head;
    private final InetSocketAddress socket;
    private final RequestId id;
    private final String path;
    private final @Nullable String query;

    /** {@code head} has passed the edge, which has given it its id; {@code socket} sent it. */
    public CleanRequest(HttpRequest head, InetSocketAddress socket) {
        this.head = head;
        this.socket = socket;
        this.id = new RequestId(head.headers().get(RequestId.HEADER));
        int mark = head.uri().indexOf('?');
        this.path = mark < 0 ? head.uri() : head.uri().substring(0, mark);
        this.query = mark < 0 ? null : head.uri().substring(mark + 1);
    }

    public RequestId id() {
        return id;
    }

    public String method() {
        return head.method().name();
    }

    /** The canonical path, without the query. */
    public String path() {
        return path;
    }

    /** As it was sent, without the question mark. */
    public @Nullable String query() {
        return query;
    }

    /** Header lines in their order. */
    public HttpHeaders headers() {
        return head.headers();
    }

    public List<String> headers(String name) {
        return head.headers().getAll(name);
    }

    /** What was sent, with path and query as they were judged. */
    public HttpRequest head() {
        return head;
    }

    InetSocketAddress socket() {
        return socket;
    }

    public void attachTo(io.micronaut.http.HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The same request, as it came, for one of our own endpoints. */
    public static CleanRequest of(io.micronaut.http.HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE)
                .map(CleanRequest.class::cast)
                .orElseThrow(() -> new IllegalStateException("did not come through the door"));
    }
}
