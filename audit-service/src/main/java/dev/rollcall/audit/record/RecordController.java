package dev.rollcall.audit.record;

import dev.rollcall.contracts.access.Caller;
import dev.rollcall.contracts.audit.AppendRequest;
import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;

/** Takes records from the other services; all of a call are committed before it is answered. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecordController {

    private final StrictJson json;
    private final AppendRecords appendRecords;

    RecordController(StrictJson json, AppendRecords appendRecords) {
        this.json = json;
        this.appendRecords = appendRecords;
    }

    /**
     * The body is an {@link AppendRequest}. 400 or 403 if any of its entries may not be stored;
     * then none is.
     */
    @Post(CallerTable.APPEND_RECORDS)
    AppendResponse append(HttpRequest<?> request, @Body byte[] body) {
        Caller caller = request.getUserPrincipal(Caller.class).orElseThrow();
        List<AuditEntry> entries = json.read(body, AppendRequest.class).entries();
        return switch (EntryCheck.checkAll(entries, caller.service())) {
            case EntryCheck.Acceptable() -> new AppendResponse(appendRecords.run(entries));
            case EntryCheck.Malformed(String reason) ->
                    throw new ProblemException(ProblemCode.MALFORMED_REQUEST, reason);
            case EntryCheck.ForeignActor() ->
                    throw new ProblemException(
                            ProblemCode.CALLER_NOT_ALLOWED,
                            "A service records what it did itself.");
        };
    }
}
