package dev.rollcall.identity.clerk;

import dev.rollcall.contracts.clerk.ClerkInstance;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the secret key and the publishable key belong to one Clerk instance: the keys that the
 * Backend API shows to the secret key ({@code GET /v1/jwks}) are those that the publishable key's
 * Frontend API publishes. Two instances never share one. Thread safe.
 */
@Singleton
public class InstanceCheck {

    /** What is known about it. */
    public enum Verdict {
        SAME,
        DIFFERENT,
        /** One side did not answer yet. */
        UNKNOWN,
        /** No publishable key to compare with. */
        UNCHECKABLE
    }

    private static final Logger LOG = LoggerFactory.getLogger(InstanceCheck.class);

    private final AtomicReference<Verdict> last;
    private final ClerkConfiguration configuration;
    private final ClerkClient clerk;
    private final HttpClient http;
    private final ObjectMapper json;

    InstanceCheck(
            ClerkConfiguration configuration,
            ClerkClient clerk,
            @Client HttpClient http,
            ObjectMapper json) {
        this.configuration = configuration;
        this.clerk = clerk;
        this.http = http;
        this.json = json;
        this.last =
                new AtomicReference<>(
                        configuration.publishableKey().isBlank()
                                ? Verdict.UNCHECKABLE
                                : Verdict.UNKNOWN);
    }

    /** The last verdict, without asking. */
    public Verdict last() {
        return last.get();
    }

    /** Asks both sides; where one does not answer, what was known stays. */
    public Verdict check() {
        if (last.get() == Verdict.UNCHECKABLE) {
            return Verdict.UNCHECKABLE;
        }
        Set<String> backend = backendKeys();
        Set<String> frontend = backend.isEmpty() ? Set.of() : frontendKeys();
        if (backend.isEmpty() || frontend.isEmpty()) {
            return last.get();
        }
        Verdict verdict =
                Collections.disjoint(backend, frontend) ? Verdict.DIFFERENT : Verdict.SAME;
        if (last.getAndSet(verdict) != verdict) {
            LOG.info("event=clerk.instance verdict={}", verdict);
        }
        return verdict;
    }

    private Set<String> backendKeys() {
        return clerk.get("/v1/jwks", ClerkBudget.Use.REQUEST) instanceof ClerkAnswer.Ok ok
                ? keys(ok.body())
                : Set.of();
    }

    private Set<String> frontendKeys() {
        try {
            byte[] body = http.toBlocking().retrieve(HttpRequest.GET(url()), byte[].class);
            return Optional.ofNullable(json.readValue(body, JsonNode.class))
                    .map(InstanceCheck::keys)
                    .orElseGet(Set::of);
        } catch (HttpClientException | IOException noAnswer) {
            return Set.of();
        }
    }

    private String url() {
        return configuration.jwksUrl().isBlank()
                ? ClerkInstance.parse(configuration.publishableKey()).jwksUrl()
                : configuration.jwksUrl();
    }

    /** The moduli: a key is the same wherever it is shown under whatever name. */
    private static Set<String> keys(JsonNode set) {
        Set<String> keys = new HashSet<>();
        try {
            for (ClerkObject key : ClerkObject.of(set).objects("keys")) {
                Optional.ofNullable(key.hint("n")).ifPresent(keys::add);
            }
        } catch (UnusableObject notAKeySet) {
            return Set.of();
        }
        return keys;
    }
}
