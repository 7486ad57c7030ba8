package dev.rollcall.identity.sync;

import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.identity.clerk.ClerkBudget;
import dev.rollcall.identity.clerk.ClerkUsers;
import dev.rollcall.identity.clerk.UserFetch;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.sighting.ObserveAtClerk;
import dev.rollcall.identity.sighting.Sighting;
import dev.rollcall.identity.user.UserFacts;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Fetches one person from Clerk on an administrator's word; 503 while Clerk does not answer. */
@Controller
@PublicApi
@Tag(name = "people")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ResyncController {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final ClerkUsers clerk;
    private final SyncWriter writer;
    private final ObserveAtClerk observe;
    private final Clock clock;

    ResyncController(ClerkUsers clerk, SyncWriter writer, ObserveAtClerk observe, Clock clock) {
        this.clerk = clerk;
        this.writer = writer;
        this.observe = observe;
        this.clock = clock;
    }

    /** Fetches the person from Clerk now. */
    @Post(CallerTable.ADMIN_USER_RESYNC)
    @Operation(operationId = "resyncUser")
    ResyncResponse resync(String id, @CurrentUser AuthenticatedUser admin) {
        if (!admin.role().equals("admin")) {
            throw new ProblemException(ProblemCode.ROLE_REQUIRED, "A resync needs admin.");
        }
        ClerkUserId clerkId = clerkId(id);
        if (!writer.isKnown(clerkId)) {
            throw notFound();
        }
        return switch (clerk.fetch(clerkId, ClerkBudget.Use.REQUEST)) {
            case UserFetch.Found found ->
                    observed(clerkId, found.observation(), "found", admin.clerkId());
            case UserFetch.NotFound missing ->
                    observed(
                            clerkId,
                            new Observation.Missed<>(missing.observedAt()),
                            "missing",
                            admin.clerkId());
            case UserFetch.Unavailable unavailable ->
                    throw ProblemException.unavailable(
                            "Clerk does not answer.",
                            unavailable.retryAfter().orElse(TRY_AGAIN),
                            null);
        };
    }

    private ResyncResponse observed(
            ClerkUserId clerkId,
            Observation<UserFacts> observation,
            String result,
            ClerkUserId admin) {
        Cause cause = Cause.manual(admin, clock.instant());
        observe.run(List.of(new Sighting.OfUser(clerkId, observation)), cause);
        return new ResyncResponse(clerkId, result);
    }

    private static ClerkUserId clerkId(String text) {
        try {
            return new ClerkUserId(text);
        } catch (IllegalArgumentException notAnId) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such user.");
    }
}
