package dev.rollcall.webhook.forward;

import dev.rollcall.contracts.access.Administrator;
import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.admin.WebhookTarget;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.paging.QueryParameters;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import dev.rollcall.webhook.evidence.Evidence;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Targets for administrators. The gateway records each use before it passes it on. */
@Controller
@PublicApi
@Tag(name = "targets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TargetController {

    private final ForwardTargets targets;
    private final TargetRepository repository;
    private final Evidence evidence;
    private final StrictJson json;
    private final Uuid7 ids;

    TargetController(
            ForwardTargets targets,
            TargetRepository repository,
            Evidence evidence,
            StrictJson json,
            Uuid7 ids) {
        this.targets = targets;
        this.repository = repository;
        this.evidence = evidence;
        this.json = json;
        this.ids = ids;
    }

    /** Where applied events go, and how each target does. */
    @Get(CallerTable.WEBHOOK_TARGETS)
    @Operation(operationId = "listWebhookTargets")
    HttpResponse<WebhookTarget.Listing> list(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser operator) {
        check(request, operator);
        List<WebhookTarget> listed = targets.list().stream().map(repository::read).toList();
        return HttpResponse.ok(new WebhookTarget.Listing(listed))
                .header("Cache-Control", "no-store");
    }

    /** Sends a target its dead letter again, once that is on record, or counts it. */
    @Post(CallerTable.WEBHOOK_TARGET_REPLAYS)
    @Operation(operationId = "replayWebhookTarget")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TargetReplayRequest.class)))
    HttpResponse<WebhookTarget.Replay> replay(
            HttpRequest<?> request,
            @CurrentUser AuthenticatedUser operator,
            @PathVariable String id,
            @Body byte[] body) {
        check(request, operator);
        Boolean dryRun = json.readExactly(body, TargetReplayRequest.class).dryRun();
        if (dryRun == null) {
            throw QueryParameters.malformed("dryRun is true or false, and required.");
        }
        ForwardTarget target =
                targets.find(id)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemCode.NOT_FOUND, "There is no such target."));
        long events = repository.countDead(target);
        if (!dryRun) {
            evidence.append(
                    ids.next(),
                    AuditAction.WEBHOOK_REPLAYED,
                    operator,
                    null,
                    Map.of(
                            "kind", "target",
                            "target", target.name(),
                            "events", Long.toString(events)));
            events = repository.replay(target);
        }
        return HttpResponse.ok(new WebhookTarget.Replay(target.name(), dryRun, events));
    }

    private static void check(HttpRequest<?> request, AuthenticatedUser operator) {
        Administrator.require(operator);
        QueryParameters.of(request, Set.of());
    }
}
