package dev.rollcall.clerk.frontend;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.directory.Sessions;
import dev.rollcall.clerk.directory.Sessions.Beginning;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.setting.EmulatorSettings;
import dev.rollcall.clerk.setting.Origins;
import dev.rollcall.clerk.state.Change;
import dev.rollcall.clerk.state.Change.Caller;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.token.SessionTokens;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Signs a browser in: a session of its client, Clerk's cookies, and back to where it came from. It
 * only goes to loopback and the configured origins. Thread-safe.
 */
@Singleton
final class SignIn {

    private static final int LONGEST_USER_AGENT = 256;

    private final ClerkState state;
    private final SessionTokens tokens;
    private final EmulatorSettings settings;
    private final Clock clock;

    SignIn(ClerkState state, SessionTokens tokens, EmulatorSettings settings, Clock clock) {
        this.state = state;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Where to go afterwards: the app where nothing is asked for.
     *
     * @throws ClerkFault if it is not one of the allowed origins
     */
    String target(@Nullable String redirectUrl) {
        if (redirectUrl == null || redirectUrl.isEmpty()) {
            return settings.defaultOrigin() + "/";
        }
        return Origins.of(redirectUrl)
                .filter(settings::allowsOrigin)
                .map(allowed -> URI.create(redirectUrl).toASCIIString())
                .orElseThrow(
                        () ->
                                ClerkFault.invalid(
                                        "redirect_url",
                                        "a URL of a loopback or configured origin"));
    }

    HttpResponse<?> existing(HttpRequest<?> request, String name, String target) {
        return enter(
                request,
                target,
                change ->
                        Users.findByAnyName(change.tables(), name)
                                .orElseThrow(() -> ClerkFault.notFound("user")));
    }

    HttpResponse<?> newcomer(HttpRequest<?> request, Params person, String target) {
        return enter(request, target, change -> Users.create(change, person));
    }

    static String link(String page, String target) {
        return page + "?redirect_url=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
    }

    private HttpResponse<?> enter(
            HttpRequest<?> request, String target, Function<Change, Document> person) {
        String clientId =
                Cookies.clientId(request).filter(it -> it.matches("client_\\w+")).orElse(null);
        Document session =
                state.change(
                        caller(request),
                        change ->
                                Sessions.create(
                                        change,
                                        person.apply(change).id(),
                                        Beginning.ACTIVE,
                                        clientId,
                                        null));
        String azp = Origins.of(target).orElse(settings.defaultOrigin());
        String token = tokens.make(SessionTokens.Order.ordinary(session.id(), azp));
        MutableHttpResponse<?> response = HttpResponse.seeOther(URI.create(target));
        Cookies.signIn(response, session.text("client_id"), token, clock.millis() / 1000);
        return response;
    }

    private static Caller caller(HttpRequest<?> request) {
        String agent = request.getHeaders().get("User-Agent");
        String shown = agent == null ? "" : agent;
        return new Caller(
                request.getRemoteAddress().getAddress().getHostAddress(),
                shown.substring(0, Math.min(shown.length(), LONGEST_USER_AGENT)));
    }
}
