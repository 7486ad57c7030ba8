package dev.rollcall.webhook.event;

import dev.rollcall.contracts.access.Administrator;
import dev.rollcall.contracts.access.CurrentUser;
import dev.rollcall.contracts.admin.WebhookEvent;
import dev.rollcall.contracts.admin.WebhookEventDetail;
import dev.rollcall.contracts.admin.WebhookPayload;
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
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;

/** The inbox for administrators. The gateway records each use before it passes it on. */
@Controller
@PublicApi
@Tag(name = "webhooks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventController {

    private final EventRepository events;
    private final ReadEvent readEvent;
    private final RevealPayload revealPayload;
    private final Paging paging;

    EventController(
            EventRepository events,
            ReadEvent readEvent,
            RevealPayload revealPayload,
            Paging paging) {
        this.events = events;
        this.readEvent = readEvent;
        this.revealPayload = revealPayload;
        this.paging = paging;
    }

    /** A page of events, newest first. */
    @Get(CallerTable.WEBHOOK_EVENTS)
    @Operation(
            operationId = "listWebhookEvents",
            parameters = {
                @Parameter(
                        name = "state",
                        in = ParameterIn.QUERY,
                        schema =
                                @Schema(
                                        type = "string",
                                        allowableValues = {
                                            "pending", "applied", "ignored", "dead"
                                        })),
                @Parameter(
                        name = "type",
                        in = ParameterIn.QUERY,
                        description = "Clerk's event type.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "subject",
                        in = ParameterIn.QUERY,
                        description = "Clerk's id of the object.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "messageId",
                        in = ParameterIn.QUERY,
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "receivedFrom",
                        in = ParameterIn.QUERY,
                        description = "In UTC, with Z.",
                        schema = @Schema(type = "string", format = "date-time")),
                @Parameter(
                        name = "receivedTo",
                        in = ParameterIn.QUERY,
                        description = "In UTC, with Z; exclusive.",
                        schema = @Schema(type = "string", format = "date-time"))
            })
    @Paged
    HttpResponse<WebhookEvent.Page> list(
            HttpRequest<?> request, @CurrentUser AuthenticatedUser operator) {
        Administrator.require(operator);
        QueryParameters query = QueryParameters.of(request, EventFilter.PARAMETERS);
        EventFilter filter = EventFilter.parse(query);
        PageScope scope = new PageScope("webhook events", operator.id(), filter.words());
        PageRequest wanted = paging.request(query, scope);
        List<WebhookEvent> rows =
                events.list(filter, EventKey.parse(wanted.after()), wanted.limit() + 1);
        Page<WebhookEvent> page = paging.page(rows, wanted, EventKey::of);
        return answer(new WebhookEvent.Page(page.rows(), page.next()));
    }

    /** One event with its timeline, its payload masked. */
    @Get(CallerTable.WEBHOOK_EVENT)
    @Operation(operationId = "getWebhookEvent")
    HttpResponse<WebhookEventDetail> get(
            HttpRequest<?> request,
            @CurrentUser AuthenticatedUser operator,
            @PathVariable String id) {
        Administrator.require(operator);
        QueryParameters.of(request, Set.of());
        return answer(readEvent.run(id));
    }

    /** The payload as it was signed; who saw it is on record before it is answered. */
    @Post(CallerTable.WEBHOOK_EVENT_REVEAL)
    @Operation(operationId = "revealWebhookEvent")
    HttpResponse<WebhookPayload> reveal(
            HttpRequest<?> request,
            @CurrentUser AuthenticatedUser operator,
            @PathVariable String id) {
        Administrator.require(operator);
        QueryParameters.of(request, Set.of());
        return answer(revealPayload.run(id, operator));
    }

    private static <T> HttpResponse<T> answer(T body) {
        return HttpResponse.ok(body).header("Cache-Control", "no-store");
    }
}
