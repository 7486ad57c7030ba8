package dev.rollcall.identity.admin;

import dev.rollcall.contracts.access.Administrator;
import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.admin.EmailSearch;
import dev.rollcall.contracts.admin.UserDetail;
import dev.rollcall.contracts.admin.UserView;
import dev.rollcall.contracts.api.Paged;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.paging.Page;
import dev.rollcall.contracts.paging.PageRequest;
import dev.rollcall.contracts.paging.PageScope;
import dev.rollcall.contracts.paging.Paging;
import dev.rollcall.contracts.paging.QueryParameters;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.wire.StrictJson;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;

/** The people of the mirror, for administrators. Each use is recorded by the gateway. */
@Controller
@PublicApi
@Tag(name = "people")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UserAdminController {

    private final UserListRepository users;
    private final ReadUser readUser;
    private final Paging paging;
    private final StrictJson json;

    UserAdminController(
            UserListRepository users, ReadUser readUser, Paging paging, StrictJson json) {
        this.users = users;
        this.readUser = readUser;
        this.paging = paging;
        this.json = json;
    }

    /** A page of people, youngest first. */
    @Get(CallerTable.ADMIN_USERS)
    @Operation(
            operationId = "listUsers",
            parameters = {
                @Parameter(
                        name = "syncStatus",
                        in = ParameterIn.QUERY,
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"pending", "active", "error"})),
                @Parameter(
                        name = "origin",
                        in = ParameterIn.QUERY,
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"clerk", "local"})),
                @Parameter(
                        name = "role",
                        in = ParameterIn.QUERY,
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"admin", "compliance", "member"})),
                @Parameter(
                        name = "banned",
                        in = ParameterIn.QUERY,
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {"true", "false"}))
            })
    @Paged
    HttpResponse<UserView.Page> list(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser reader) {
        Administrator.require(reader);
        QueryParameters query =
                QueryParameters.of(request, ListFilter.parameters(ListFilter.USERS));
        ListFilter filter = ListFilter.parse(query, ListFilter.USERS);
        PageScope scope = new PageScope("admin users", reader.id(), filter.words());
        PageRequest wanted = paging.request(query, scope);
        Page<UserView> page =
                paging.page(users.list(filter, wanted), wanted, row -> row.id().value());
        return answer(new UserView.Page(page.rows(), page.next()));
    }

    /** Who has exactly this e-mail address; the address never stands in a URL. */
    @Post(CallerTable.ADMIN_USER_SEARCH)
    @Operation(operationId = "searchUsers")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EmailSearch.class)))
    HttpResponse<UserView.Page> search(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser reader, @Body byte[] body) {
        Administrator.require(reader);
        QueryParameters.of(request, Set.of());
        String email = json.readExactly(body, EmailSearch.class).email().value();
        List<UserView> found =
                EmailKey.of(email)
                        .map(users::listByEmail)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemCode.MALFORMED_REQUEST,
                                                "email is not an e-mail address in NFC."));
        return answer(new UserView.Page(found, null));
    }

    /** One person with organisations and sync history, by Clerk's id or ours. */
    @Get(CallerTable.ADMIN_USER)
    @Operation(operationId = "getUser")
    HttpResponse<UserDetail> get(
            HttpRequest<?> request,
            @CurrentUser AuthenticatedUser reader,
            @PathVariable String id) {
        Administrator.require(reader);
        QueryParameters.of(request, Set.of());
        return answer(readUser.run(id));
    }

    private static <T> HttpResponse<T> answer(T body) {
        return HttpResponse.ok(body).header("Cache-Control", "no-store");
    }
}
