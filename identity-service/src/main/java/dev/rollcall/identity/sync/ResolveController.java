package dev.rollcall.identity.sync;

import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Answers the gateway's question per request. */
@Controller(CallerTable.RESOLVE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ResolveController {

    private final ResolveUser resolveUser;

    ResolveController(ResolveUser resolveUser) {
        this.resolveUser = resolveUser;
    }

    @Post
    ResolveResponse resolve(@Body ResolveRequest request) {
        return resolveUser.run(request);
    }
}
