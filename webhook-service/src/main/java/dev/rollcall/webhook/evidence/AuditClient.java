package dev.rollcall.webhook.evidence;

import dev.rollcall.contracts.audit.AppendRequest;
import dev.rollcall.contracts.audit.AppendResponse;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import org.jspecify.annotations.Nullable;

/** audit-service. Timeouts are those of {@code micronaut.http.services.audit}. */
@Client(id = "audit")
interface AuditClient {

    /** Null where the address answers 404. */
    @Post(CallerTable.APPEND_RECORDS)
    @Nullable AppendResponse append(@Body AppendRequest request);
}
