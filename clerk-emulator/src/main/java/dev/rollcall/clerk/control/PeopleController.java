package dev.rollcall.clerk.control;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.directory.Organizations;
import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.directory.Sessions;
import dev.rollcall.clerk.directory.Sessions.Beginning;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Change;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.token.SessionTokens;
import dev.rollcall.clerk.wire.JsonReply;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signs people up and makes tokens without a browser. */
@Controller("/emulator")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PeopleController {

    private static final long TEN_YEARS_SECONDS = 315_360_000;
    private static final Map<String, String> SIGN_UP_NAMES =
            Map.of(
                    "email", "email_address",
                    "firstName", "first_name",
                    "lastName", "last_name",
                    "username", "username",
                    "publicMetadata", "public_metadata",
                    "externalId", "external_id");

    private final ClerkState state;
    private final SessionTokens tokens;

    PeopleController(ClerkState state, SessionTokens tokens) {
        this.state = state;
        this.tokens = tokens;
    }

    /**
     * A user and a session, {@code pending} if so wanted: 201 with {@code userId}, {@code
     * sessionId}, {@code token}.
     */
    @Post("/sign-ups")
    HttpResponse<byte[]> signUp(@Body @Nullable String body) {
        Set<String> names = new HashSet<>(SIGN_UP_NAMES.keySet());
        names.add("pending");
        Params given = Params.of(body, names);
        given.text("email");
        Beginning beginning = given.flag("pending", false) ? Beginning.PENDING : Beginning.ACTIVE;
        Document user = Document.of();
        for (Map.Entry<String, String> name : SIGN_UP_NAMES.entrySet()) {
            if (given.has(name.getKey())) {
                user = user.with(name.getValue(), given.raw(name.getKey()));
            }
        }
        Params params = Params.of(user);
        Document session = state.change(change -> signUp(change, params, beginning));
        return JsonReply.of(
                HttpStatus.CREATED,
                signedIn(session, SessionTokens.Order.ordinary(session.id(), null)));
    }

    /**
     * A token of the given session, else of the user's newest usable one, else of a new one; {@code
     * organization} (id or slug) becomes the session's active organization first.
     */
    @Post("/tokens")
    HttpResponse<byte[]> token(@Body @Nullable String body) {
        Params params =
                Params.of(
                        body, Set.of("user", "ttlSeconds", "claims", "sessionId", "organization"));
        String name = params.text("user");
        String sessionId = params.textOrNull("sessionId");
        String organization = params.textOrNull("organization");
        long seconds =
                params.number(
                        "ttlSeconds",
                        -TEN_YEARS_SECONDS,
                        TEN_YEARS_SECONDS,
                        SessionTokens.LIFETIME_SECONDS);
        Document claims = params.metadata("claims");
        Document session = state.change(change -> session(change, name, sessionId, organization));
        return JsonReply.ok(
                signedIn(session, new SessionTokens.Order(session.id(), null, seconds, claims)));
    }

    private static Document signUp(Change change, Params params, Beginning beginning) {
        String userId = Users.create(change, params).id();
        return Sessions.create(change, userId, beginning, null, null);
    }

    private static Document session(
            Change change, String name, @Nullable String sessionId, @Nullable String organization) {
        String userId =
                Users.findByAnyName(change.tables(), name)
                        .orElseThrow(() -> ClerkFault.notFound("user"))
                        .id();
        String organizationId =
                organization == null ? null : Organizations.get(change.tables(), organization).id();
        Document session =
                sessionId == null
                        ? Sessions.newestUsable(change.tables(), userId, change.now())
                                .orElseGet(
                                        () ->
                                                Sessions.create(
                                                        change,
                                                        userId,
                                                        Beginning.ACTIVE,
                                                        null,
                                                        null))
                        : Sessions.get(change.tables(), sessionId);
        if (!session.text("user_id").equals(userId)) {
            throw ClerkFault.notFound("session of this user");
        }
        return organizationId == null
                ? session
                : Sessions.activate(change, session.id(), organizationId);
    }

    private Document signedIn(Document session, SessionTokens.Order order) {
        return Document.of(
                "token", tokens.make(order),
                "userId", session.text("user_id"),
                "sessionId", session.id());
    }
}
