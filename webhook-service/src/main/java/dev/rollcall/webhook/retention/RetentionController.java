package dev.rollcall.webhook.retention;

import dev.rollcall.contracts.access.Administrator;
import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.admin.WebhookRetentionRun;
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
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;

/** Retention for administrators. The gateway records each use before it passes it on. */
@Controller
@PublicApi
@Tag(name = "retention")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RetentionController {

    private final RunRetention retention;
    private final RetentionRepository runs;
    private final StrictJson json;

    RetentionController(RunRetention retention, RetentionRepository runs, StrictJson json) {
        this.retention = retention;
        this.runs = runs;
        this.json = json;
    }

    /** Removes what is due now, or only counts it with {@code dryRun}. */
    @Post(CallerTable.WEBHOOK_RETENTION_RUNS)
    @Operation(operationId = "startWebhookRetention")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RetentionRequest.class)))
    HttpResponse<WebhookRetentionRun> start(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser operator, @Body byte[] body) {
        check(request, operator);
        Boolean dryRun = json.readExactly(body, RetentionRequest.class).dryRun();
        if (dryRun == null) {
            throw QueryParameters.malformed("dryRun is true or false, and required.");
        }
        return HttpResponse.ok(retention.run(dryRun));
    }

    /** The newest hundred runs. */
    @Get(CallerTable.WEBHOOK_RETENTION_RUNS)
    @Operation(operationId = "listWebhookRetentions")
    HttpResponse<WebhookRetentionRun.Listing> list(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser operator) {
        check(request, operator);
        return HttpResponse.ok(new WebhookRetentionRun.Listing(runs.list()))
                .header("Cache-Control", "no-store");
    }

    private static void check(HttpRequest<?> request, AuthenticatedUser operator) {
        Administrator.require(operator);
        QueryParameters.of(request, Set.of());
    }
}
