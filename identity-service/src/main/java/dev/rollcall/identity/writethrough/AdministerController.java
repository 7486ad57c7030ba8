package dev.rollcall.identity.writethrough;

import dev.rollcall.contracts.access.Administrator;
import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * An administrator's orders for one person, by Clerk's id; the gateway has recorded the attempt.
 * 204 once Clerk has done it and the mirror shows it.
 */
@Controller
@PublicApi
@Tag(name = "people")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdministerController {

    private final AdministerUser administer;
    private final StrictJson json;

    AdministerController(AdministerUser administer, StrictJson json) {
        this.administer = administer;
        this.json = json;
    }

    /** Changes role or name at Clerk and here; what is not named stays, null clears it. */
    @Patch(CallerTable.ADMIN_USER)
    @Operation(operationId = "updateUser")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UserPatch.class)))
    @Status(HttpStatus.NO_CONTENT)
    void update(String id, @Body byte[] body, @CurrentUser AuthenticatedUser admin) {
        Administrator.require(admin);
        UserPatch patch = UserPatch.of(json.read(body, JsonNode.class));
        administer(id, new Order.Patch(patch), admin);
    }

    /** Deletes the person at Clerk and here. */
    @Delete(CallerTable.ADMIN_USER)
    @Operation(operationId = "deleteUser")
    @Status(HttpStatus.NO_CONTENT)
    void delete(String id, @CurrentUser AuthenticatedUser admin) {
        Administrator.require(admin);
        administer(id, new Order.Delete(), admin);
    }

    /** Bans the person at Clerk and ends their sessions. */
    @Post(CallerTable.ADMIN_USER_BAN)
    @Operation(operationId = "banUser")
    @Status(HttpStatus.NO_CONTENT)
    void ban(String id, @CurrentUser AuthenticatedUser admin) {
        Administrator.require(admin);
        administer(id, new Order.Ban(), admin);
    }

    /** Lets the person in again. */
    @Post(CallerTable.ADMIN_USER_UNBAN)
    @Operation(operationId = "unbanUser")
    @Status(HttpStatus.NO_CONTENT)
    void unban(String id, @CurrentUser AuthenticatedUser admin) {
        Administrator.require(admin);
        administer(id, new Order.Unban(), admin);
    }

    private void administer(String id, Order order, AuthenticatedUser admin) {
        administer.run(clerkId(id), order, admin);
    }

    private static ClerkUserId clerkId(String text) {
        try {
            return new ClerkUserId(text);
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no such user.");
        }
    }
}
