package dev.rollcall.identity.admin;

import dev.rollcall.contracts.access.Administrator;
import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.admin.OrgRecord;
import dev.rollcall.contracts.api.Paged;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.paging.Page;
import dev.rollcall.contracts.paging.PageRequest;
import dev.rollcall.contracts.paging.PageScope;
import dev.rollcall.contracts.paging.Paging;
import dev.rollcall.contracts.paging.QueryParameters;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The organisations of the mirror, for administrators. Each use is recorded by the gateway. */
@Controller
@PublicApi
@Tag(name = "organisations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrgAdminController {

    private final OrgListRepository orgs;
    private final Paging paging;

    OrgAdminController(OrgListRepository orgs, Paging paging) {
        this.orgs = orgs;
        this.paging = paging;
    }

    /** A page of organisations, youngest first. */
    @Get(CallerTable.ADMIN_ORGS)
    @Operation(
            operationId = "listOrgs",
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
                                        allowableValues = {"clerk", "local"}))
            })
    @Paged
    HttpResponse<OrgRecord.Page> list(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser reader) {
        Administrator.require(reader);
        QueryParameters query = QueryParameters.of(request, ListFilter.parameters(ListFilter.ORGS));
        ListFilter filter = ListFilter.parse(query, ListFilter.ORGS);
        PageScope scope = new PageScope("admin orgs", reader.id(), filter.words());
        PageRequest wanted = paging.request(query, scope);
        Page<OrgRecord> page =
                paging.page(orgs.list(filter, wanted), wanted, row -> row.id().value());
        return HttpResponse.ok(new OrgRecord.Page(page.rows(), page.next()))
                .header("Cache-Control", "no-store");
    }
}
