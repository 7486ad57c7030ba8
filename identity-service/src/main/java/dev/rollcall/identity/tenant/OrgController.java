package dev.rollcall.identity.tenant;

import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.api.Paged;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.paging.LocalIds;
import dev.rollcall.contracts.paging.PageRequest;
import dev.rollcall.contracts.paging.PageScope;
import dev.rollcall.contracts.paging.Paging;
import dev.rollcall.contracts.paging.QueryParameters;
import dev.rollcall.contracts.tenant.MemberView;
import dev.rollcall.contracts.tenant.OrgView;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;

/** The organisations of whoever asks, and their members. */
@Controller
@PublicApi
@Tag(name = "organisations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrgController {

    private static final Set<String> PAGED = Set.of(Paging.LIMIT, Paging.CURSOR);

    private final ReadTenant readTenant;
    private final Paging paging;

    OrgController(ReadTenant readTenant, Paging paging) {
        this.readTenant = readTenant;
        this.paging = paging;
    }

    /** The organisations I belong to, a page at a time. */
    @Get(CallerTable.ORGS)
    @Operation(operationId = "listMyOrgs")
    @Paged
    HttpResponse<OrgView.Page> orgs(HttpRequest<?> request, @CurrentUser AuthenticatedUser user) {
        QueryParameters query = QueryParameters.of(request, PAGED);
        PageScope scope = new PageScope("orgs", user.id(), List.of());
        return answer(readTenant.orgs(user.id(), paging.request(query, scope)));
    }

    /** One of my organisations. */
    @Get(CallerTable.ORG)
    @Operation(operationId = "getMyOrg")
    HttpResponse<OrgView> org(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser user, @PathVariable String id) {
        QueryParameters.of(request, Set.of());
        return answer(readTenant.org(user.id(), orgId(id)));
    }

    /** The members of one of my organisations, a page at a time. */
    @Get(CallerTable.ORG_MEMBERS)
    @Operation(operationId = "listMembers")
    @Paged
    HttpResponse<MemberView.Page> members(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser user, @PathVariable String id) {
        QueryParameters query = QueryParameters.of(request, PAGED);
        OrgId org = orgId(id);
        PageScope scope = new PageScope("members", user.id(), List.of(org.toString()));
        PageRequest page = paging.request(query, scope);
        return answer(readTenant.members(user.id(), org, page));
    }

    private static OrgId orgId(String text) {
        return LocalIds.parse(text).map(OrgId::new).orElseThrow(ReadTenant::unknown);
    }

    private static <T> HttpResponse<T> answer(T body) {
        return HttpResponse.ok(body).header("Cache-Control", "no-store");
    }
}
