package dev.rollcall.gateway.access;

import dev.rollcall.contracts.audit.AppendRequest;
import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.contracts.problem.Problem;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import org.jspecify.annotations.Nullable;

/**
 * audit-service, as far as a decision needs it: what it answers is committed. Errors are thrown,
 * but 404 is null.
 */
@Client(id = "audit", errorType = Problem.class)
interface AuditClient {

    @Post(CallerTable.APPEND_RECORDS)
    @Nullable AppendResponse append(@Body AppendRequest request);
}
