package dev.rollcall.gateway.health;

import dev.rollcall.gateway.access.SessionGlance;
import dev.rollcall.gateway.route.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * 200 while up, 503 while down; an admin's session sees more, any other session changes nothing.
 */
@Controller("/api/auth/health")
@Tag(name = "gateway")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    private final GatewayHealth health;
    private final SessionGlance sessions;

    HealthController(GatewayHealth health, SessionGlance sessions) {
        this.health = health;
        this.sessions = sessions;
    }

    @Get
    @Operation(
            operationId = "getHealth",
            summary =
                    "Whether requests are served, 200 or 503; with an admin's session the parts too.")
    @ApiResponse(
            responseCode = "200",
            description = "Up.",
            content = @Content(schema = @Schema(implementation = HealthView.class)))
    @ApiResponse(
            responseCode = "503",
            description = "Down, or about to end; no problem but the same page.",
            content = @Content(schema = @Schema(implementation = HealthView.class)))
    HttpResponse<HealthView> health(HttpRequest<?> request) {
        boolean up = health.isUp();
        HealthView view =
                sessions.hasRole(request, Role.ADMIN) ? health.details() : HealthView.of(up);
        return HttpResponse.<HealthView>status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(view);
    }
}
