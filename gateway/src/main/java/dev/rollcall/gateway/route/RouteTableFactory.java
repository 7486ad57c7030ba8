package dev.rollcall.gateway.route;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import java.util.Set;

/** The route table, read at start. A fault names its key, and the file and line it stands on. */
@Factory
public final class RouteTableFactory {

    @Context
    RouteTable table(Environment environment, Upstreams upstreams) {
        return read(environment, upstreams.names());
    }

    /** Throws SettingsException for a table that is none. */
    public static RouteTable read(Environment environment, Set<String> upstreams) {
        try {
            return RouteTable.of(
                    RouteEntries.read(environment).stream()
                            .map(entry -> RouteReader.read(entry, upstreams))
                            .toList());
        } catch (RouteFault fault) {
            throw new SettingsException(
                    fault.getMessage() + RoutePlaces.of(fault.property(), environment));
        }
    }
}
