package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.gateway.decision.Decision;
import dev.rollcall.gateway.decision.RecentDecisions;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the edge says itself: ids, refusals, and the headers that every answer carries. */
@Singleton
final class EdgeAnswers {

    private static final AsciiString REQUEST_ID = AsciiString.cached(RequestId.HEADER);
    private static final AsciiString SNIFFING = AsciiString.cached("X-Content-Type-Options");
    private static final AsciiString NONE_OF_IT = AsciiString.cached("nosniff");
    private static final AsciiString REFERRER = AsciiString.cached("Referrer-Policy");
    private static final AsciiString TO_OTHERS_ORIGIN_ONLY =
            AsciiString.cached("strict-origin-when-cross-origin");

    private static final Logger LOG = LoggerFactory.getLogger(EdgeAnswers.class);

    private final ProblemAnswers problems;
    private final Uuid7 ids;
    private final RecentDecisions recent;
    private final Clock clock;

    EdgeAnswers(ProblemAnswers problems, Uuid7 ids, RecentDecisions recent, Clock clock) {
        this.problems = problems;
        this.ids = ids;
        this.recent = recent;
        this.clock = clock;
    }

    /** The client's own id if it is one, else a new one. */
    RequestId requestId(@Nullable String sent) {
        return sent != null && RequestId.isValid(sent)
                ? new RequestId(sent)
                : new RequestId(ids.next().toString());
    }

    /** A refusal, which is logged and remembered, and ends the connection. */
    FullHttpResponse refuse(HygieneVerdict.Refused refused, RequestId id) {
        LOG.info(
                "event=access.decided route=- granted=false reason={} request_id={}",
                refused.reason(),
                id);
        recent.keep(
                new Decision(
                        clock.instant(),
                        id.value(),
                        null,
                        null,
                        null,
                        refused.code().status(),
                        refused.code().wire(),
                        refused.reason(),
                        null,
                        null,
                        null,
                        null));
        return problems.of(refused.code(), id, true);
    }

    static void seal(HttpHeaders headers, RequestId id) {
        headers.set(REQUEST_ID, id.value());
        headers.set(SNIFFING, NONE_OF_IT);
        headers.set(REFERRER, TO_OTHERS_ORIGIN_ONLY);
        if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        }
    }
}
