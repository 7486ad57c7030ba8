package dev.rollcall.gateway.route;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route as people read it, in the words of the configuration.
 *
 * @param upstream a name, or {@code local}
 * @param identity whether the signed identity goes along, in the word of the configuration
 * @param gone the advice of a path that is gone
 * @param maxBody bytes
 */
@Serdeable
public record RouteDescription(
        String name,
        String path,
        List<String> methods,
        String access,
        String upstream,
        String identity,
        boolean audit,
        boolean page,
        @Nullable String gone,
        String limit,
        long maxBody,
        long timeoutMillis,
        String withoutFeed) {

    public RouteDescription {
        methods = List.copyOf(methods);
    }

    static RouteDescription of(Route route) {
        Target target = route.target();
        return new RouteDescription(
                route.name(),
                route.pattern().toString(),
                route.methods().stream().sorted().toList(),
                route.access().wire(),
                target instanceof Target.Upstream upstream ? upstream.name() : "local",
                target instanceof Target.Upstream upstream && upstream.identity()
                        ? "required"
                        : "none",
                route.audit(),
                route.page(),
                target instanceof Target.Gone gone ? gone.advice() : null,
                route.terms().limit().wire(),
                route.terms().largestBody(),
                route.terms().timeout().toMillis(),
                route.terms().refusedWithoutFeed() ? "refuse" : "serve");
    }
}
