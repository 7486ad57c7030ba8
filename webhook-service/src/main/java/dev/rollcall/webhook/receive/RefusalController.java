package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.access.Administrator;
import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.admin.WebhookRefusal;
import dev.rollcall.contracts.api.PublicApi;
import dev.rollcall.contracts.paging.QueryParameters;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;

/** For administrators: what was refused, and when Svix gives it up. */
@Controller
@PublicApi
@Tag(name = "webhooks")
final class RefusalController {

    private final Refusals refusals;

    RefusalController(Refusals refusals) {
        this.refusals = refusals;
    }

    /** At most a thousand, of the process that answers. */
    @Get(CallerTable.WEBHOOK_REFUSALS)
    @Operation(operationId = "listWebhookRefusals")
    HttpResponse<WebhookRefusal.Listing> list(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser operator) {
        Administrator.require(operator);
        QueryParameters.of(request, Set.of());
        return HttpResponse.ok(new WebhookRefusal.Listing(refusals.list()))
                .header("Cache-Control", "no-store");
    }
}
