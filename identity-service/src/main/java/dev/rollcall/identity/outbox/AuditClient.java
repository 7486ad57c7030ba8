package dev.rollcall.identity.outbox;

import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;

/**
 * audit-service, as the outbox needs it. Timeouts are those of {@code
 * micronaut.http.services.audit}.
 */
@Client(id = "audit")
interface AuditClient {

    /** The JSON of an {@code AppendRequest}. */
    @Post(CallerTable.APPEND_RECORDS)
    AppendResponse append(@Body byte[] request);
}
