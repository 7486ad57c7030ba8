package dev.rollcall.gateway.route;

import dev.rollcall.contracts.api.PublicApi;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Comparator;

/** The table that this copy of the gateway goes by. */
@Controller(RouteController.PATH)
@PublicApi
public final class RouteController {

    public static final String PATH = "/api/admin/routes";

    private final RouteTable table;

    RouteController(RouteTable table) {
        this.table = table;
    }

    @Get
    @Operation(operationId = "listRoutes", summary = "The routes of this copy, by name.")
    RouteDescriptions list() {
        return new RouteDescriptions(
                table.routes().stream()
                        .map(RouteDescription::of)
                        .sorted(Comparator.comparing(RouteDescription::name))
                        .toList());
    }
}
