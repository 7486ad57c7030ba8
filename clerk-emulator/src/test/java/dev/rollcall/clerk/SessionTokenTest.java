package dev.rollcall.clerk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rollcall.clerk.RunningEmulator.Answer;
import dev.rollcall.clerk.json.Document;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
final class SessionTokenTest {

    private final RunningEmulator emulator;

    SessionTokenTest(@TempDir Path folder) {
        emulator = RunningEmulator.start(folder);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    @Test
    void verifiesAgainstItsKeySet() throws Exception {
        Document made = token("{\"user\":\"ada\"}");

        SignedJWT jwt = SignedJWT.parse(made.text("token"));
        JWKSet keys = JWKSet.parse(emulator.call("GET", "/.well-known/jwks.json", "").body());

        String kid = jwt.getHeader().getKeyID();
        assertTrue(kid.startsWith("ins_"));
        assertFalse(keys.getKeyByKeyId(kid).isPrivate());
        assertEquals(2048, keys.getKeyByKeyId(kid).size());
        assertTrue(jwt.verify(new RSASSAVerifier(keys.getKeyByKeyId(kid).toRSAKey())));
        assertEquals("RS256", jwt.getHeader().getAlgorithm().getName());
        assertEquals("JWT", jwt.getHeader().getType().getType());
        assertEquals("cl_B7d4PD111AAA", jwt.getHeader().getCustomParam("cat"));
    }

    @Test
    void carriesTheClaimsOfVersionTwo() throws Exception {
        Document made = token("{\"user\":\"ada\"}");

        Document claims = claims(made.text("token"));
        long issued = claims.number("iat");

        assertEquals("https://clerk.localhost", claims.text("iss"));
        assertEquals(made.text("userId"), claims.text("sub"));
        assertEquals(made.text("sessionId"), claims.fields().get("sid"));
        assertEquals(RunningEmulator.APP, claims.fields().get("azp"));
        assertEquals(2L, claims.fields().get("v"));
        assertEquals(List.of(0L, -1L), claims.fields().get("fva"));
        assertEquals("active", claims.fields().get("sts"));
        assertEquals(issued - 10, claims.number("nbf"));
        assertEquals(issued + 60, claims.number("exp"));
        assertTrue(Math.abs(Instant.now().getEpochSecond() - issued) < 5);
        assertFalse(claims.text("jti").isEmpty());
        assertNull(claims.fields().get("o"));
        assertEquals(Map.of("role", "admin"), claims.fields().get("metadata"));
    }

    @Test
    void namesTheActiveOrganization() throws Exception {
        String organizationId = emulator.get("/v1/organizations/example-works").json().id();

        Document made = token("{\"user\":\"grace\",\"organization\":\"example-works\"}");

        assertEquals(
                Map.of("id", organizationId, "slg", "example-works", "rol", "member"),
                claims(made.text("token")).fields().get("o"));
    }

    @Test
    void takesALifetimeAndOverridingClaims() throws Exception {
        Document made =
                token(
                        "{\"user\":\"ada\",\"ttlSeconds\":-30,"
                                + "\"claims\":{\"azp\":null,\"sts\":\"pending\",\"extra\":[1]}}");

        Document claims = claims(made.text("token"));

        assertTrue(claims.number("exp") < Instant.now().getEpochSecond());
        assertNull(claims.fields().get("azp"));
        assertEquals("pending", claims.fields().get("sts"));
        assertEquals(List.of(1L), claims.fields().get("extra"));
    }

    @Test
    void isMadeByTheBackendApiToo() throws Exception {
        Document session =
                emulator.post("/v1/sessions", "{\"user_id\":\"" + emulator.idOf("ada") + "\"}")
                        .json();

        Document token =
                emulator.post(
                                "/v1/sessions/" + session.id() + "/tokens",
                                "{\"expires_in_seconds\":600}")
                        .json();

        Document claims = claims(token.text("jwt"));
        assertEquals("token", token.text("object"));
        assertEquals(session.id(), claims.fields().get("sid"));
        assertEquals(RunningEmulator.APP, claims.fields().get("azp"));
        assertEquals(600, claims.number("exp") - claims.number("iat"));
    }

    @Test
    void isNotMadeForARevokedSession() {
        Document made = emulator.signUp("revoked@example.com");
        emulator.post("/v1/sessions/" + made.text("sessionId") + "/revoke", "");

        Answer refused = emulator.post("/v1/sessions/" + made.text("sessionId") + "/tokens", "{}");

        assertEquals(422, refused.status());
        assertEquals("session_not_active", refused.errorCode());
    }

    @Test
    void fillsTheConfiguredTemplate(@TempDir Path folder) throws Exception {
        String template =
                """
                {"mail":"{{user.primary_email_address}}","name":"{{user.first_name}} {{user.last_name}}",
                 "role":"{{user.public_metadata.role}}","none":"{{user.private_metadata}}","fixed":1}
                """;
        try (RunningEmulator other =
                RunningEmulator.start(folder, Map.of("rollcall.clerk.session-claims", template))) {
            Document made = other.emulator("POST", "tokens", "{\"user\":\"ada\"}").json();

            Document claims = claims(made.text("token"));

            assertEquals("ada@example.com", claims.fields().get("mail"));
            assertEquals("Ada Example-Lovelace", claims.fields().get("name"));
            assertEquals("admin", claims.fields().get("role"));
            assertNull(claims.fields().get("none"));
            assertEquals(1L, claims.fields().get("fixed"));
        }
    }

    @Test
    void hasNoCustomClaimsWithAnEmptyTemplate(@TempDir Path folder) throws Exception {
        try (RunningEmulator other =
                RunningEmulator.start(folder, Map.of("rollcall.clerk.session-claims", ""))) {
            Document made = other.emulator("POST", "tokens", "{\"user\":\"ada\"}").json();

            assertNull(claims(made.text("token")).fields().get("metadata"));
        }
    }

    private Document token(String body) {
        return emulator.emulator("POST", "tokens", body).json();
    }

    private static Document claims(String token) throws ParseException {
        return Document.from(RunningEmulator.parse(SignedJWT.parse(token).getPayload().toString()));
    }
}
