package dev.rollcall.gateway.identity;

import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.contracts.resolve.LocalUser;
import dev.rollcall.contracts.resolve.ResolveResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The visitor as our own database has them. */
@Controller("/api/auth")
@PublicApi
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProfileController {

    /** {@code role} is the effective role of this request. */
    @Serdeable
    record Profile(
            LocalUser user, String role, @Nullable LocalOrg activeOrg, List<LocalOrg> orgs) {}

    @Serdeable
    record Synced(LocalUser user) {}

    private final IdentityResolver resolver;

    ProfileController(IdentityResolver resolver) {
        this.resolver = resolver;
    }

    @Get("/profile")
    @Operation(
            operationId = "getProfile",
            summary = "The user of the session, and their organisations.")
    Profile profile(HttpRequest<?> request) {
        ResolveResponse identity = visitor(request).identity();
        return new Profile(
                identity.user(), identity.effectiveRole(), identity.activeOrg(), identity.orgs());
    }

    /** Syncs with Clerk now; nothing in the body is read. */
    @Post("/sync-user")
    @Operation(
            operationId = "syncUser",
            summary = "Syncs the user of the session with Clerk now; a body is not read.")
    Synced sync(HttpRequest<?> request) {
        return switch (resolver.syncNow(visitor(request).token())) {
            case Resolution.Resolved(ResolveResponse response) -> new Synced(response.user());
            case Resolution.Refused(var code, var retryAfter) ->
                    throw ProblemException.retryLater(code, code.title() + '.', retryAfter);
        };
    }

    private static Visitor visitor(HttpRequest<?> request) {
        return Visitor.of(request)
                .orElseThrow(() -> new IllegalStateException("the route asks for no session"));
    }
}
