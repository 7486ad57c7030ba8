package dev.rollcall.audit.query;

import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.api.Paged;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.audit.AuditRecordView;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;

/**
 * The audit trail for administrators and compliance staff. The gateway has asked for the role
 * already.
 */
@Controller
@PublicApi
@Tag(name = "audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TrailController {

    private static final Set<String> READERS = Set.of("admin", "compliance");

    private final ReadTrail readTrail;

    TrailController(ReadTrail readTrail) {
        this.readTrail = readTrail;
    }

    /** A page, newest first; parameters are those of {@link TrailQuery}. */
    @Get(CallerTable.AUDIT_QUERY)
    @Operation(
            operationId = "listAuditRecords",
            summary = "A page of the audit trail, newest first; the reading is a record itself.",
            parameters =
                    @Parameter(
                            name = "subject",
                            in = ParameterIn.QUERY,
                            description = "Clerk's id of a person: only what is about them.",
                            schema = @Schema(type = "string", pattern = "^user_")))
    @Paged
    HttpResponse<AuditRecordView.Page> list(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser reader) {
        if (!READERS.contains(reader.role())) {
            throw new ProblemException(
                    ProblemCode.ROLE_REQUIRED, "The audit trail needs admin or compliance.");
        }
        TrailQuery query = TrailQuery.parse(request.getParameters().asMap());
        return HttpResponse.ok(readTrail.run(reader, query)).header("Cache-Control", "no-store");
    }
}
