package dev.rollcall.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.testing.TestKeys;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GreetingControllerTest implements TestPropertyProvider {

    private static final RequestId REQUEST = new RequestId("request-1");
    private static final TestKeys KEYS = TestKeys.generate();

    @Inject EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        return Map.of("micronaut.server.port", "-1", "rollcall.trust.keys", KEYS.trustedKeys());
    }

    @Test
    void whoeverTheGatewaySignedForIsGreetedByName() throws Exception {
        HttpResponse<String> answer = call(service("sample"), identity("sample"));

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("\"greeting\":\"Hello, Ada!\""), answer.body());
        assertTrue(answer.body().contains("\"clerkId\":\"user_ada\""), answer.body());
        assertTrue(answer.body().contains("\"email\":\"ada@example.com\""), answer.body());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    }

    @Test
    void withoutATokenNobodyIsKnown() throws Exception {
        assertRefused(401, "caller_unknown", call(null, null));
    }

    @Test
    void headersThatNameAUserMeanNothing() throws Exception {
        HttpRequest.Builder request =
                request().header("X-User-Id", "user_ada").header("X-Rollcall-User", "user_ada");

        assertRefused(401, "caller_unknown", send(request));
    }

    @Test
    void anIdentityAloneIsNotEnough() throws Exception {
        assertRefused(401, "caller_unknown", call(null, identity("sample")));
    }

    @Test
    void anIdentityDoesNotReplaceTheServiceToken() throws Exception {
        String identity = identity("sample");

        assertRefused(401, "caller_unknown", call(identity, identity));
    }

    @Test
    void aServiceTokenAloneIsNotEnough() throws Exception {
        assertRefused(403, "caller_not_allowed", call(service("sample"), null));
    }

    @Test
    void anIdentityForAnotherBackEndIsRefused() throws Exception {
        assertRefused(401, "caller_unknown", call(service("sample"), identity("billing")));
    }

    @Test
    void aServiceTokenForAnotherBackEndIsRefused() throws Exception {
        assertRefused(401, "caller_unknown", call(service("billing"), identity("sample")));
    }

    @Test
    void onlyTheGatewayCalls() throws Exception {
        String webhook =
                new ServiceTokens.Signer(
                                ServiceName.WEBHOOK, KEYS.serviceKey("webhook"), Clock.systemUTC())
                        .sign("sample");

        assertRefused(403, "caller_not_allowed", call(webhook, identity("sample")));
    }

    @Test
    void aKeyThatNobodyTrustsIsRefused() throws Exception {
        String forged =
                new ServiceTokens.Signer(
                                ServiceName.GATEWAY,
                                TestKeys.generate().serviceKey("gateway"),
                                Clock.systemUTC())
                        .sign("sample");

        assertRefused(401, "caller_unknown", call(forged, identity("sample")));
    }

    @Test
    void anIdentityLastsAMinute() throws Exception {
        Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-70));
        String old = new IdentityTokens.Signer(KEYS.identityKey(), earlier).sign(ada(), "sample");

        assertRefused(401, "caller_unknown", call(service("sample"), old));
    }

    @Test
    void healthIsForEverybody() throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.getURI().resolve("/health/readiness"));

        assertEquals(200, send(request).statusCode());
    }

    private HttpResponse<String> call(@Nullable String service, @Nullable String identity)
            throws Exception {
        HttpRequest.Builder request = request();
        request.header(RequestId.HEADER, REQUEST.value());
        if (service != null) {
            request.header("Authorization", "Bearer " + service);
        }
        if (identity != null) {
            request.header(IdentityTokens.HEADER, identity);
        }
        return send(request);
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(server.getURI().resolve("/api/sample/me"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void assertRefused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains('"' + code + '"'), answer.body());
        assertFalse(answer.body().contains("ada"), answer.body());
    }

    private static String service(String audience) {
        return new ServiceTokens.Signer(
                        ServiceName.GATEWAY, KEYS.serviceKey("gateway"), Clock.systemUTC())
                .sign(audience);
    }

    private static String identity(String audience) {
        return new IdentityTokens.Signer(KEYS.identityKey(), Clock.systemUTC())
                .sign(ada(), audience);
    }

    private static AuthenticatedUser ada() {
        return new AuthenticatedUser(
                new UserId(UUID.fromString("01932d5a-0000-7000-8000-000000000001")),
                new ClerkUserId("user_ada"),
                new ClerkSessionId("sess_ada"),
                REQUEST,
                "member",
                "active",
                new EmailAddress("ada@example.com"),
                new PersonName("Ada"),
                null,
                null,
                null,
                null);
    }
}
