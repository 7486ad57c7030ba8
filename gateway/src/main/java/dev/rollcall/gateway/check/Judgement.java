package dev.rollcall.gateway.check;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.access.AccessPolicy;
import dev.rollcall.gateway.hygiene.HygieneVerdict;
import dev.rollcall.gateway.hygiene.RequestHygiene;
import dev.rollcall.gateway.route.Access;
import dev.rollcall.gateway.route.Route;
import dev.rollcall.gateway.route.RouteMatch;
import dev.rollcall.gateway.route.RouteTable;
import dev.rollcall.gateway.route.Terms;
import java.util.List;

/**
 * What the gateway would do with a written or recorded request, by its own rules: spelling, length,
 * table, access. What depends on the moment (limits, revocation, whether evidence can be written)
 * is left out. Pure.
 */
final class Judgement {

    private Judgement() {}

    static Verdict of(WrittenRequest request, RouteTable table) {
        HygieneVerdict spelling =
                RequestHygiene.judge(
                        request.method(), request.target(), "HTTP/1.1", request.headers());
        return switch (spelling) {
            case HygieneVerdict.Refused refused ->
                    new Verdict.Refused(refused.code(), false, false);
            case HygieneVerdict.Clean clean -> routed(request, table);
        };
    }

    private static Verdict routed(WrittenRequest request, RouteTable table) {
        int query = request.target().indexOf('?');
        String path = query < 0 ? request.target() : request.target().substring(0, query);
        RouteMatch match = table.match(request.method(), path);
        if (request.bodyBytes() > largestBody(match)) {
            return new Verdict.Refused(ProblemCode.BODY_TOO_LARGE, false, false);
        }
        return switch (match) {
            case RouteMatch.Unlisted unlisted ->
                    new Verdict.Refused(ProblemCode.NOT_FOUND, false, false);
            case RouteMatch.OtherMethod other ->
                    new Verdict.Refused(ProblemCode.METHOD_NOT_ALLOWED, false, false);
            case RouteMatch.Listed(Route route) -> admitted(request.who(), route);
        };
    }

    /** The edge asks for the length first, whatever the route says of the rest. */
    private static long largestBody(RouteMatch match) {
        return match instanceof RouteMatch.Listed(Route route)
                ? route.terms().largestBody()
                : Terms.BUFFERED_BYTES;
    }

    private static Verdict admitted(Who who, Route route) {
        if (route.access() instanceof Access.Public) {
            return Verdict.granted(route);
        }
        if (who.anonymous()) {
            return new Verdict.Refused(ProblemCode.SESSION_MISSING, false, route.page());
        }
        return AccessPolicy.refusal(route.access(), who.visitor(), List.of())
                .<Verdict>map(code -> new Verdict.Refused(code, route.isEvidenced(), route.page()))
                .orElseGet(() -> Verdict.granted(route));
    }
}
