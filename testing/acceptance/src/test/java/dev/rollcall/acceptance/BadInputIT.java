package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nonsense, forgery and dead parts: a clear answer, and nothing reaches a service. */
class BadInputIT {

    private final RunningStack stack = RunningStack.get();

    @Test
    void aForgedTokenIs401AndNobodyIsMade() throws JOSEException, ParseException {
        String real = stack.clerk().token("ada");
        RSAKey forger = new RSAKeyGenerator(2048).generate();
        SignedJWT genuine = SignedJWT.parse(real);
        SignedJWT forged =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(genuine.getHeader().getKeyID())
                                .build(),
                        new JWTClaimsSet.Builder(genuine.getJWTClaimsSet())
                                .subject("user_forged")
                                .build());
        forged.sign(new RSASSASigner(forger));

        Reply reply = stack.gateway().get("/api/auth/profile", forged.serialize());

        assertEquals(401, reply.status(), reply.toString());
        assertEquals("token_invalid", reply.code());
        assertEquals(
                "0",
                stack.value("SELECT count(*) FROM identity.users WHERE clerk_id = 'user_forged'"));
    }

    @Test
    void anExpiredTokenIs401AndSaysSo() {
        long past = Instant.now().getEpochSecond() - 600;
        String token =
                stack.clerk().token("ada", Map.of("iat", past, "nbf", past, "exp", past + 60));

        assertEquals("token_expired", stack.gateway().get("/api/auth/profile", token).code());
    }

    @Test
    void aTokenOfAnotherIssuerIs401() {
        String token = stack.clerk().token("ada", Map.of("iss", "https://clerk.example.com"));

        Reply reply = stack.gateway().get("/api/auth/profile", token);

        assertEquals(401, reply.status(), reply.toString());
        assertEquals("token_invalid", reply.code());
    }

    @Test
    void aDeadServiceBehindTheGatewayIs503WithRetryAfter() {
        stack.launcher().kill("sample");

        Reply reply = stack.gateway().get("/api/sample/me", stack.clerk().token("grace"));

        assertEquals(503, reply.status(), reply.toString());
        assertTrue(reply.header("Retry-After").isPresent(), reply.toString());
        await().atMost(BOUND)
                .until(
                        () ->
                                stack.gateway()
                                                .get("/api/sample/me", stack.clerk().token("grace"))
                                                .status()
                                        == 200);
    }

    @Test
    void anOversizedBodyIs413() {
        Reply reply =
                stack.gateway()
                        .post(
                                "/api/auth/sync-user",
                                stack.clerk().token("grace"),
                                "x".repeat(2 << 20));

        assertEquals(413, reply.status(), reply.toString());
    }

    @Test
    void everyErrorCarriesAReferenceAndWhatToDo() {
        Reply reply = stack.gateway().get("/api/nothing", null);

        assertTrue(reply.json().path("requestId").asText().length() >= 8, reply.toString());
        assertTrue(reply.json().hasNonNull("next"), reply.toString());
        assertEquals(
                reply.json().path("requestId").asText(),
                reply.header("X-Request-Id").orElse("no header"));
    }
}
