package dev.rollcall.identity.writethrough;

import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * An administrator's orders for one person, by Clerk's id; the gateway has recorded the attempt.
 * 204 once Clerk has done it and the mirror shows it.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdministerController {

    private final AdministerUser administer;
    private final StrictJson json;

    AdministerController(AdministerUser administer, StrictJson json) {
        this.administer = administer;
        this.json = json;
    }

    /** The body is a {@link UserPatch}. */
    @Patch(CallerTable.ADMIN_USER)
    HttpResponse<?> update(String id, @Body byte[] body, @CurrentUser AuthenticatedUser admin) {
        check(admin);
        UserPatch patch = UserPatch.of(json.read(body, JsonNode.class));
        return done(id, new Order.Patch(patch), admin);
    }

    @Delete(CallerTable.ADMIN_USER)
    HttpResponse<?> delete(String id, @CurrentUser AuthenticatedUser admin) {
        check(admin);
        return done(id, new Order.Delete(), admin);
    }

    @Post(CallerTable.ADMIN_USER_BAN)
    HttpResponse<?> ban(String id, @CurrentUser AuthenticatedUser admin) {
        check(admin);
        return done(id, new Order.Ban(), admin);
    }

    @Post(CallerTable.ADMIN_USER_UNBAN)
    HttpResponse<?> unban(String id, @CurrentUser AuthenticatedUser admin) {
        check(admin);
        return done(id, new Order.Unban(), admin);
    }

    private HttpResponse<?> done(String id, Order order, AuthenticatedUser admin) {
        administer.run(clerkId(id), order, admin);
        return HttpResponse.noContent();
    }

    private static void check(AuthenticatedUser caller) {
        if (!caller.role().equals("admin")) {
            throw new ProblemException(ProblemCode.ROLE_REQUIRED, "This needs the role admin.");
        }
    }

    private static ClerkUserId clerkId(String text) {
        try {
            return new ClerkUserId(text);
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no such user.");
        }
    }
}
