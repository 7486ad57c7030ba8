package dev.rollcall.identity.clerk;

import dev.rollcall.identity.clerk.ClerkAnswer.Unavailable;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.retry.exception.CircuitOpenException;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every call to Clerk's Backend API: within the budget, answered by a value whatever happens. When
 * something was observed is Clerk's own {@code Date} less the duration of the call, so that our
 * clock does not matter. Thread safe.
 */
@Singleton
public class ClerkClient {

    private static final Duration RETRY_WITHOUT_A_WISH = Duration.ofSeconds(1);

    private final ClerkHttp http;
    private final ClerkBudget budget;
    private final ClerkConfiguration configuration;
    private final ObjectMapper json;
    private final Clock clock;

    ClerkClient(
            ClerkHttp http,
            ClerkBudget budget,
            ClerkConfiguration configuration,
            ObjectMapper json,
            Clock clock) {
        this.http = http;
        this.budget = budget;
        this.configuration = configuration;
        this.json = json;
        this.clock = clock;
    }

    /** One object. */
    ClerkAnswer get(String path, ClerkBudget.Use use) {
        return call(use, () -> http.read(path));
    }

    /** A page of up to 500 objects, for background work. */
    ClerkAnswer getPage(String path) {
        return call(ClerkBudget.Use.BACKGROUND, () -> http.readPage(path));
    }

    /** A change; sent once. */
    ClerkAnswer send(HttpMethod method, String path, @Nullable String body) {
        return call(ClerkBudget.Use.REQUEST, () -> http.write(method, path, body));
    }

    private ClerkAnswer call(ClerkBudget.Use use, Supplier<ClerkHttp.Reply> call) {
        if (!configuration.hasSecretKey()) {
            return Unavailable.because("no_secret_key");
        }
        Duration wait = budget.take(use);
        if (!wait.isZero()) {
            return new Unavailable("budget_spent", Optional.of(wait));
        }
        Instant start = clock.instant();
        try {
            return answer(call.get(), start);
        } catch (CircuitOpenException | HttpClientException away) {
            return Unavailable.because("clerk_away");
        }
    }

    private ClerkAnswer answer(ClerkHttp.Reply reply, Instant start) {
        int status = reply.status();
        if (status == 429) {
            Duration wish = retryAfter(reply).orElse(RETRY_WITHOUT_A_WISH);
            budget.pause(wish);
            return new Unavailable("rate_limited", Optional.of(wish));
        }
        Optional<JsonNode> body = body(reply);
        if (status >= 200 && status < 300) {
            return body.<ClerkAnswer>map(it -> new ClerkAnswer.Ok(it, observedAt(reply, start)))
                    .orElseGet(() -> Unavailable.because("clerk_answered_nonsense"));
        }
        String code = body.flatMap(ClerkClient::errorCode).orElse("unknown");
        if (status == 404) {
            return code.equals("resource_not_found")
                    ? new ClerkAnswer.Missing(observedAt(reply, start))
                    : Unavailable.because("clerk_answered_404");
        }
        if (status == 401 || status == 403) {
            return Unavailable.because("secret_key_refused");
        }
        return status >= 400
                ? new ClerkAnswer.Refused(status, code)
                : Unavailable.because("clerk_answered_" + status);
    }

    private Optional<JsonNode> body(ClerkHttp.Reply reply) {
        try {
            return Optional.ofNullable(json.readValue(reply.body(), JsonNode.class));
        } catch (IOException | RuntimeException notJson) { // the mapper throws both
            return Optional.empty();
        }
    }

    private static Optional<String> errorCode(JsonNode body) {
        try {
            return ClerkObject.of(body).objects("errors").stream()
                    .findFirst()
                    .flatMap(error -> Optional.ofNullable(error.hint("code")));
        } catch (UnusableObject notClerks) {
            return Optional.empty();
        }
    }

    private Instant observedAt(ClerkHttp.Reply reply, Instant start) {
        Instant now = clock.instant();
        return date(reply).orElse(now).minus(Duration.between(start, now));
    }

    private static Optional<Instant> date(ClerkHttp.Reply reply) {
        try {
            return Optional.ofNullable(reply.date())
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(ZonedDateTime::toInstant);
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> retryAfter(ClerkHttp.Reply reply) {
        return Optional.ofNullable(reply.retryAfter())
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
