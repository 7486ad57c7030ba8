package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.gateway.decision.Decision;
import dev.rollcall.gateway.decision.DecisionMetrics;
import dev.rollcall.gateway.decision.RecentDecisions;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the edge says itself: ids, refusals, and the headers that every answer carries. */
@Singleton
final class EdgeAnswers {

    // strings, which Netty writes faster than its own AsciiString
    private static final String CACHE = "Cache-Control";
    private static final String NO_STORE = "no-store";
    private static final String SNIFFING = "X-Content-Type-Options";
    private static final String NONE_OF_IT = "nosniff";
    private static final String REFERRER = "Referrer-Policy";
    private static final String TO_OTHERS_ORIGIN_ONLY = "strict-origin-when-cross-origin";

    private static final Logger LOG = LoggerFactory.getLogger(EdgeAnswers.class);

    private final ProblemAnswers problems;
    private final Uuid7 ids;
    private final RecentDecisions recent;
    private final DecisionMetrics metrics;
    private final Clock clock;

    EdgeAnswers(
            ProblemAnswers problems,
            Uuid7 ids,
            RecentDecisions recent,
            DecisionMetrics metrics,
            Clock clock) {
        this.problems = problems;
        this.ids = ids;
        this.recent = recent;
        this.metrics = metrics;
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
        metrics.refused(refused.reason());
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

    /** Counts an answer and gives it what each of them carries. */
    void seal(HttpResponse response, RequestId id) {
        metrics.answered(response.status().code());
        HttpHeaders headers = response.headers();
        headers.set(RequestId.HEADER, id.value());
        headers.set(SNIFFING, NONE_OF_IT);
        headers.set(REFERRER, TO_OTHERS_ORIGIN_ONLY);
        if (!headers.contains(CACHE)) {
            headers.set(CACHE, NO_STORE);
        }
    }
}
