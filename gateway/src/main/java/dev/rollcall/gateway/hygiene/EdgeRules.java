package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.start.Draining;
import dev.rollcall.gateway.route.RouteTable;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.time.Duration;

/**
 * What every connection is held to.
 *
 * @param headerTime in which a request's head must have come, from its first byte or the connection
 */
record EdgeRules(
        OwnHosts hosts,
        AllowedOrigins origins,
        BodyLimits bodies,
        Draining draining,
        Duration headerTime) {

    /** Read at start, so that a fault stops it. */
    @Factory
    static final class EdgeFactory {

        @Context
        EdgeRules rules(EdgeConfiguration configuration, RouteTable routes, Draining draining) {
            return new EdgeRules(
                    OwnHosts.of(configuration.publicUrl(), configuration.hosts()),
                    AllowedOrigins.parse(configuration.allowed()),
                    new BodyLimits(routes),
                    draining,
                    configuration.headerTimeout());
        }
    }
}
