package dev.rollcall.gateway.decision;

import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.problem.ProblemResponses;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.token.PresentedToken;
import dev.rollcall.gateway.token.TokenFinder;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Duration;

/** Why was this denied? Whichever copy of the gateway did it. */
@Controller(DecisionController.PATH)
@PublicApi
@ExecuteOn(TaskExecutors.BLOCKING)
final class DecisionController {

    static final String PATH = "/api/admin/decisions";
    static final String LOCAL = "local";
    private static final String ALL = "all";
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final RecentDecisions recent;
    private final PeerGateways peers;
    private final TokenFinder finder;

    DecisionController(RecentDecisions recent, PeerGateways peers, TokenFinder finder) {
        this.recent = recent;
        this.peers = peers;
        this.finder = finder;
    }

    @Get("/{requestId}")
    @Operation(
            operationId = "findDecisions",
            summary =
                    "The refusals of a request, by the id that every answer carries in X-Request-Id.")
    Decisions find(
            String requestId,
            @QueryValue(defaultValue = ALL)
                    @Parameter(
                            description =
                                    "all, or local: only what the copy that is asked remembers.")
                    String scope,
            HttpRequest<?> request) {
        if (!RequestId.isValid(requestId) || !(scope.equals(ALL) || scope.equals(LOCAL))) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "A request id has 8 to 64 letters, digits, - or _; scope is all or local.");
        }
        RequestId wanted = new RequestId(requestId);
        Decisions own = new Decisions(recent.find(wanted), 0);
        Decisions told =
                own.decisions().isEmpty() && scope.equals(ALL) ? others(wanted, request) : own;
        if (!told.decisions().isEmpty()) {
            return told;
        }
        throw told.silentCopies() == 0
                ? new ProblemException(
                        ProblemCode.NOT_FOUND, "No copy remembers a refusal of this request.")
                : ProblemException.unavailable(
                        "Not every copy of the gateway has answered.", RETRY, null);
    }

    private Decisions others(RequestId wanted, HttpRequest<?> request) {
        return switch (finder.find(CleanRequest.of(request).headers(), false)) {
            case PresentedToken.Presented(String token) ->
                    peers.ask(wanted, ProblemResponses.requestId(request).orElseThrow(), token);
            case PresentedToken.Absent absent -> throw noToken();
            case PresentedToken.Unusable unusable -> throw noToken();
        };
    }

    private static IllegalStateException noToken() {
        return new IllegalStateException("the route asks for a session");
    }
}
