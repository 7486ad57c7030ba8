package dev.rollcall.identity.sync;

import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;

/** Answers the gateway's question per request. */
@Hidden
@Controller(CallerTable.RESOLVE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ResolveController {

    private final ResolveUser resolveUser;
    private final StrictJson json;

    ResolveController(ResolveUser resolveUser, StrictJson json) {
        this.resolveUser = resolveUser;
        this.json = json;
    }

    @Post
    ResolveResponse resolve(@Body byte[] body) {
        return resolveUser.run(json.read(body, ResolveRequest.class));
    }
}
