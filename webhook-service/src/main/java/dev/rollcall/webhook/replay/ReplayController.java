package dev.rollcall.webhook.replay;

import dev.rollcall.contracts.access.Administrator;
import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.admin.WebhookReplay;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.paging.QueryParameters;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;

/** Replays for administrators. The gateway records each use before it passes it on. */
@Controller
@PublicApi
@Tag(name = "replays")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReplayController {

    private final ReplayCommands commands;
    private final ReplayRepository replays;
    private final StrictJson json;

    ReplayController(ReplayCommands commands, ReplayRepository replays, StrictJson json) {
        this.commands = commands;
        this.replays = replays;
        this.json = json;
    }

    /** 202 with the replay, or 200 with what a dry run counted; 409 while another one runs. */
    @Post(CallerTable.WEBHOOK_REPLAYS)
    @Operation(operationId = "startReplay")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReplayRequest.class)))
    HttpResponse<WebhookReplay> start(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser operator, @Body byte[] body) {
        check(request, operator);
        WebhookReplay replay = commands.run(json.readExactly(body, ReplayRequest.class), operator);
        return replay.id() == null ? HttpResponse.ok(replay) : HttpResponse.accepted().body(replay);
    }

    /** The newest hundred. */
    @Get(CallerTable.WEBHOOK_REPLAYS)
    @Operation(operationId = "listReplays")
    HttpResponse<WebhookReplay.Listing> list(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser operator) {
        check(request, operator);
        return HttpResponse.ok(new WebhookReplay.Listing(replays.list()))
                .header("Cache-Control", "no-store");
    }

    @Get(CallerTable.WEBHOOK_REPLAY)
    @Operation(operationId = "getReplay")
    HttpResponse<WebhookReplay> get(
            HttpRequest<?> request,
            @CurrentUser AuthenticatedUser operator,
            @PathVariable String id) {
        check(request, operator);
        return HttpResponse.ok(commands.get(id)).header("Cache-Control", "no-store");
    }

    /** Stops it where it is; 409 if it is over. */
    @Post(CallerTable.WEBHOOK_REPLAY_CANCEL)
    @Operation(operationId = "cancelReplay")
    HttpResponse<WebhookReplay> cancel(
            HttpRequest<?> request,
            @CurrentUser AuthenticatedUser operator,
            @PathVariable String id) {
        check(request, operator);
        return HttpResponse.ok(commands.cancel(id));
    }

    private static void check(HttpRequest<?> request, AuthenticatedUser operator) {
        Administrator.require(operator);
        QueryParameters.of(request, Set.of());
    }
}
