package dev.rollcall.gateway.access;

import dev.rollcall.contracts.metrics.MetricsConfiguration;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.access.AccessDecision.Denied;
import dev.rollcall.gateway.hygiene.CleanRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Who may read the gateway's figures: whoever sends the token that was set for it. The endpoint
 * asks again; here it becomes a refusal in the log and in the figures themselves. Thread safe.
 */
@Singleton
final class MetricsAccess {

    private static final String PATH = "/internal/metrics";

    private final MetricsConfiguration configuration;

    MetricsAccess(MetricsConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Empty for any other path. */
    Optional<Denied> refusal(CleanRequest request) {
        if (!request.path().equals(PATH)) {
            return Optional.empty();
        }
        if (!configuration.isOn()) {
            return Optional.of(Denied.of(ProblemCode.NOT_FOUND));
        }
        List<String> sent = request.headers().getAll(HttpHeaderNames.AUTHORIZATION);
        return sent.size() == 1 && configuration.isAuthorized(sent.getFirst())
                ? Optional.empty()
                : Optional.of(
                        new Denied(ProblemCode.CALLER_UNKNOWN, "metrics_token", Optional.empty()));
    }
}
