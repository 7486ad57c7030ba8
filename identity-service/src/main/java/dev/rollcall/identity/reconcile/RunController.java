package dev.rollcall.identity.reconcile;

import dev.rollcall.contracts.access.Administrator;
import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Reconciliation runs for administrators; the gateway has asked for the role already. */
@Controller
@PublicApi
@Tag(name = "reconciliation")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunController {

    private final RunCommands commands;
    private final RunReader reader;
    private final StrictJson json;

    RunController(RunCommands commands, RunReader reader, StrictJson json) {
        this.commands = commands;
        this.reader = reader;
        this.json = json;
    }

    /** Starts a run, or only looks with {@code dryRun}; 409 while another one is running. */
    @Post(CallerTable.RECONCILIATION_RUNS)
    @Operation(operationId = "startReconciliation")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StartRunRequest.class)))
    @Status(HttpStatus.ACCEPTED)
    RunView start(@Body byte[] body, @CurrentUser AuthenticatedUser admin) {
        Administrator.require(admin);
        Boolean dryRun = json.readExactly(body, StartRunRequest.class).dryRun();
        if (dryRun == null) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "dryRun is true or false, and required.");
        }
        return reader.get(commands.startRequested(dryRun, admin.id()).id());
    }

    /** A page of runs, newest first. */
    @Get(CallerTable.RECONCILIATION_RUNS)
    @Operation(
            operationId = "listReconciliations",
            parameters = {
                @Parameter(
                        name = "limit",
                        in = ParameterIn.QUERY,
                        description = "Runs a page.",
                        schema =
                                @Schema(
                                        type = "integer",
                                        minimum = "1",
                                        maximum = "200",
                                        defaultValue = "20")),
                @Parameter(
                        name = "before",
                        in = ParameterIn.QUERY,
                        description = "What the page before gave as next.",
                        schema = @Schema(type = "string", format = "uuid"))
            })
    HttpResponse<RunView.Page> list(HttpRequest<?> request, @CurrentUser AuthenticatedUser admin) {
        Administrator.require(admin);
        RunQuery query = RunQuery.parse(request.getParameters().asMap());
        return HttpResponse.ok(reader.list(query.before(), query.limit()))
                .header("Cache-Control", "no-store");
    }

    /** One run with its report. */
    @Get(CallerTable.RECONCILIATION_RUN)
    @Operation(operationId = "getReconciliation")
    HttpResponse<RunView> get(String id, @CurrentUser AuthenticatedUser admin) {
        Administrator.require(admin);
        return HttpResponse.ok(reader.get(RunQuery.id(id))).header("Cache-Control", "no-store");
    }

    /** Lets a run that asks mark as many as it found; 409 if it asks nothing. */
    @Post(CallerTable.RECONCILIATION_CONFIRM)
    @Operation(operationId = "confirmReconciliation")
    @Status(HttpStatus.ACCEPTED)
    RunView confirm(String id, @CurrentUser AuthenticatedUser admin) {
        Administrator.require(admin);
        return reader.get(commands.confirm(RunQuery.id(id)).id());
    }

    /** Stops a run where it is; what it has repaired stays. 409 if it is over. */
    @Post(CallerTable.RECONCILIATION_CANCEL)
    @Operation(operationId = "cancelReconciliation")
    RunView cancel(String id, @CurrentUser AuthenticatedUser admin) {
        Administrator.require(admin);
        return reader.get(commands.cancel(RunQuery.id(id)).id());
    }
}
