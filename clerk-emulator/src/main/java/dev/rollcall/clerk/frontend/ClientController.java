package dev.rollcall.clerk.frontend;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.directory.Organizations;
import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.directory.Sessions;
import dev.rollcall.clerk.directory.Sessions.Ending;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.state.Kind;
import dev.rollcall.clerk.state.Tables;
import dev.rollcall.clerk.token.SessionTokens;
import dev.rollcall.clerk.wire.JsonReply;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of the Frontend API that a signed-in page needs: its client, fresh tokens, the active
 * organization, signing out. The browser is known by its {@code __client} cookie.
 */
@Controller("/v1/client")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClientController {

    private final ClerkState state;
    private final SessionTokens tokens;
    private final Clock clock;

    ClientController(ClerkState state, SessionTokens tokens, Clock clock) {
        this.state = state;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Get
    HttpResponse<byte[]> client(HttpRequest<?> request) {
        String clientId = Cookies.clientId(request).orElse("");
        List<Document> sessions = state.read(tables -> withUsers(tables, live(tables, clientId)));
        return JsonReply.ok(answer(sessions.isEmpty() ? null : client(clientId, sessions)));
    }

    @Post("/sessions/{id}/tokens")
    HttpResponse<byte[]> token(HttpRequest<?> request, String id) {
        requireOwn(request, id);
        String origin = request.getHeaders().get("Origin");
        String jwt = tokens.make(SessionTokens.Order.ordinary(id, origin));
        MutableHttpResponse<byte[]> response =
                JsonReply.ok(Document.of("object", "token", "jwt", jwt));
        Cookies.session(response, jwt);
        return response;
    }

    /** Sets {@code active_organization_id}: an id, a slug, or null for the personal account. */
    @Post("/sessions/{id}/touch")
    HttpResponse<byte[]> touch(HttpRequest<?> request, String id, @Body @Nullable String body) {
        requireOwn(request, id);
        String wanted =
                Params.of(body, Set.of("active_organization_id"))
                        .textOrNull("active_organization_id");
        Document session =
                state.change(
                        change ->
                                Sessions.activate(
                                        change,
                                        id,
                                        wanted == null
                                                ? null
                                                : Organizations.get(change.tables(), wanted).id()));
        return JsonReply.ok(answer(session));
    }

    @Post("/sessions/{id}/remove")
    HttpResponse<byte[]> remove(HttpRequest<?> request, String id) {
        return end(request, id, Ending.REMOVED);
    }

    @Post("/sessions/{id}/end")
    HttpResponse<byte[]> end(HttpRequest<?> request, String id) {
        return end(request, id, Ending.ENDED);
    }

    @Delete
    HttpResponse<byte[]> signOutOfAll(HttpRequest<?> request) {
        String clientId = Cookies.clientId(request).orElse("");
        state.change(
                change -> {
                    List<Document> sessions = live(change.tables(), clientId);
                    sessions.forEach(it -> Sessions.end(change, it.id(), Ending.REMOVED));
                    return sessions;
                });
        return signedOut(null);
    }

    private HttpResponse<byte[]> end(HttpRequest<?> request, String id, Ending ending) {
        requireOwn(request, id);
        return signedOut(state.change(change -> Sessions.end(change, id, ending)));
    }

    private static HttpResponse<byte[]> signedOut(@Nullable Document session) {
        MutableHttpResponse<byte[]> response = JsonReply.ok(answer(session));
        Cookies.signOut(response);
        return response;
    }

    private void requireOwn(HttpRequest<?> request, String id) {
        Document session = state.read(tables -> Sessions.get(tables, id));
        if (!session.text("client_id").equals(Cookies.clientId(request).orElse(""))) {
            throw ClerkFault.notFound("session");
        }
        if (!Sessions.isUsable(session, clock.millis())) {
            throw new ClerkFault(
                    401, "authentication_invalid", "signed out", "The session has ended.");
        }
    }

    private List<Document> live(Tables tables, String clientId) {
        long now = clock.millis();
        return tables.findBy(Kind.SESSIONS, "client_id", clientId).stream()
                .filter(it -> Sessions.isUsable(it, now))
                .toList();
    }

    private static List<Document> withUsers(Tables tables, List<Document> sessions) {
        return sessions.stream()
                .map(it -> it.with("user", ownView(Users.get(tables, it.text("user_id")))))
                .toList();
    }

    private static Document ownView(Document user) {
        return user.without("private_metadata");
    }

    private static Document client(String clientId, List<Document> sessions) {
        Document newest = sessions.getLast();
        return Document.of(
                "object",
                "client",
                "id",
                clientId,
                "sessions",
                sessions,
                "sign_in",
                null,
                "sign_up",
                null,
                "last_active_session_id",
                newest.id(),
                "created_at",
                sessions.getFirst().number("created_at"),
                "updated_at",
                newest.number("updated_at"));
    }

    private static Document answer(@Nullable Document response) {
        return Document.of("response", response, "client", null);
    }
}
