package dev.rollcall.identity.clerk;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.identity.mirror.Observation;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.retry.exception.CircuitOpenException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches users from Clerk. When an object was observed is Clerk's own {@code Date} less the
 * duration of the call: the answer cannot be older, and our clock does not matter.
 */
@Singleton
public class ClerkUsers {

    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    private final ClerkApi api;
    private final ClerkConfiguration configuration;
    private final Clock clock;

    ClerkUsers(ClerkApi api, ClerkConfiguration configuration, Clock clock) {
        this.api = api;
        this.configuration = configuration;
        this.clock = clock;
    }

    public UserFetch fetch(ClerkUserId id) {
        if (!configuration.hasSecretKey()) {
            return unavailable("no_secret_key");
        }
        Instant start = clock.instant();
        try {
            @Nullable HttpResponse<JsonNode> response = api.getUser(id.value());
            if (response == null) {
                return new UserFetch.NotFound(start);
            }
            return response.code() == NOT_FOUND
                    ? new UserFetch.NotFound(observedAt(response, start))
                    : found(id, response, start);
        } catch (HttpClientResponseException answered) {
            return refused(answered.getResponse(), start);
        } catch (HttpClientException | CircuitOpenException away) {
            return unavailable("clerk_away");
        }
    }

    private UserFetch found(ClerkUserId id, HttpResponse<JsonNode> response, Instant start) {
        Optional<JsonNode> body = response.getBody();
        if (body.isEmpty()) {
            return unavailable("clerk_answered_nonsense");
        }
        try {
            ClerkObject user = ClerkObject.of(body.get());
            if (!ClerkObjectReader.userId(user).equals(id)) {
                return unavailable("clerk_answered_nonsense");
            }
            long updatedMs = user.requiredTime("updated_at").toEpochMilli();
            long observedMs = observedAt(response, start).toEpochMilli();
            return new UserFetch.Found(
                    Observation.Upserted.of(ClerkObjectReader.user(user), updatedMs, observedMs));
        } catch (UnusableObject unusable) {
            return unavailable(unusable.code());
        }
    }

    private UserFetch refused(HttpResponse<?> response, Instant start) {
        return switch (response.code()) {
            case NOT_FOUND -> new UserFetch.NotFound(observedAt(response, start));
            case TOO_MANY -> new UserFetch.Unavailable("rate_limited", retryAfter(response));
            default -> unavailable("clerk_answered_" + response.code());
        };
    }

    private Instant observedAt(HttpResponse<?> response, Instant start) {
        Instant now = clock.instant();
        Duration took = Duration.between(start, now);
        return date(response).orElse(now).minus(took);
    }

    private static Optional<Instant> date(HttpResponse<?> response) {
        try {
            return Optional.ofNullable(response.getHeaders().get(HttpHeaders.DATE))
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(ZonedDateTime::toInstant);
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return Optional.ofNullable(response.getHeaders().get(HttpHeaders.RETRY_AFTER))
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static UserFetch unavailable(String reason) {
        return new UserFetch.Unavailable(reason, Optional.empty());
    }
}
