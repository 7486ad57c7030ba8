package dev.rollcall.clerk.backend;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.directory.Sessions;
import dev.rollcall.clerk.directory.Sessions.Beginning;
import dev.rollcall.clerk.directory.Sessions.Ending;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.state.Kind;
import dev.rollcall.clerk.state.Tables;
import dev.rollcall.clerk.token.SessionTokens;
import dev.rollcall.clerk.wire.JsonReply;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sessions and their tokens at the Backend API. */
@Controller("/v1/sessions")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController {

    private static final long SHORTEST_TOKEN_SECONDS = 30;
    private static final long LONGEST_TOKEN_SECONDS = 315_360_000;

    private final ClerkState state;
    private final SessionTokens tokens;
    private final Clock clock;

    SessionController(ClerkState state, SessionTokens tokens, Clock clock) {
        this.state = state;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        Query query = new Query(request.getParameters());
        List<Document> selected = state.read(tables -> selected(tables, query));
        List<Document> page = Listing.page(selected, query.offset(), query.limit());
        return JsonReply.ok(
                query.flag("paginated") ? Listing.counted(page, selected.size()) : page);
    }

    @Post
    HttpResponse<byte[]> create(@Body @Nullable String body) {
        Params params = Params.of(body, Set.of("user_id", "active_organization_id"));
        String userId = params.text("user_id");
        String organizationId = params.textOrNull("active_organization_id");
        return JsonReply.ok(
                state.change(
                        change ->
                                Sessions.create(
                                        change, userId, Beginning.ACTIVE, null, organizationId)));
    }

    @Get("/{id}")
    HttpResponse<byte[]> get(String id) {
        return JsonReply.ok(
                Sessions.shown(state.read(tables -> Sessions.get(tables, id)), clock.millis()));
    }

    @Post("/{id}/revoke")
    HttpResponse<byte[]> revoke(String id) {
        return JsonReply.ok(state.change(change -> Sessions.end(change, id, Ending.REVOKED)));
    }

    @Post("/{id}/tokens")
    HttpResponse<byte[]> token(String id, @Body @Nullable String body) {
        long seconds =
                Params.of(body, Set.of("expires_in_seconds"))
                        .number(
                                "expires_in_seconds",
                                SHORTEST_TOKEN_SECONDS,
                                LONGEST_TOKEN_SECONDS,
                                SessionTokens.LIFETIME_SECONDS);
        String jwt = tokens.make(new SessionTokens.Order(id, null, seconds, Document.of()));
        return JsonReply.ok(Document.of("object", "token", "jwt", jwt));
    }

    private List<Document> selected(Tables tables, Query query) {
        String userId = query.first("user_id");
        String clientId = query.first("client_id");
        if (userId == null && clientId == null) {
            throw ClerkFault.invalid("user_id", "given, or client_id");
        }
        List<Document> found =
                new ArrayList<>(
                        userId == null
                                ? tables.findBy(
                                        Kind.SESSIONS, "client_id", String.valueOf(clientId))
                                : tables.findBy(Kind.SESSIONS, "user_id", userId));
        Collections.reverse(found);
        String status = query.first("status");
        long now = clock.millis();
        return found.stream()
                .filter(it -> clientId == null || it.text("client_id").equals(clientId))
                .map(it -> Sessions.shown(it, now))
                .filter(it -> status == null || it.text("status").equals(status))
                .toList();
    }
}
