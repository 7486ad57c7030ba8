package dev.rollcall.gateway.route;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import java.util.List;

/** The route table, read at start. */
@Factory
final class RouteTableFactory {

    @Context
    RouteTable table(List<RouteConfiguration> entries, Upstreams upstreams) {
        try {
            return RouteTable.of(
                    entries.stream()
                            .map(entry -> RouteReader.read(entry, upstreams.names()))
                            .toList());
        } catch (IllegalArgumentException overlap) {
            throw new SettingsException("rollcall.routes: " + overlap.getMessage());
        }
    }
}
