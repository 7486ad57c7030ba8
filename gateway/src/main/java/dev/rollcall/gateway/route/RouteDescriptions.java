package dev.rollcall.gateway.route;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** The whole table, by name. */
@Serdeable
public record RouteDescriptions(List<RouteDescription> routes) {

    public RouteDescriptions {
        routes = List.copyOf(routes);
    }
}
