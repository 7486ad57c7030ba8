package dev.rollcall.contracts.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final RequestId REQUEST = new RequestId("req-12345678");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final ECKey gateway = key("gateway.1");
    private final ECKey identity = key("gateway-identity.1");
    private final ECKey webhook = key("webhook.1");
    private final TrustedKeys trusted =
            TrustedKeys.parse(
                    new JWKSet(List.of(gateway, identity, webhook)).toPublicJWKSet().toString());

    @Test
    void theCalleeLearnsWhoCalls() {
        String token = gatewaySigner().sign("identity");

        assertEquals(Optional.of(ServiceName.GATEWAY), verifier("identity", CLOCK).verify(token));
    }

    @Test
    void aTokenForAnotherCalleeIsRefused() {
        String token = gatewaySigner().sign("audit");

        assertTrue(verifier("identity", CLOCK).verify(token).isEmpty());
    }

    @Test
    void aTokenOutlivesItsLifetimeOnlyByTheSkew() {
        String token = gatewaySigner().sign("identity");
        Duration life = ServiceTokens.LIFETIME.plus(ServiceTokens.SKEW);

        Clock inside = Clock.offset(CLOCK, life.minusSeconds(1));
        Clock outside = Clock.offset(CLOCK, life);

        assertTrue(verifier("identity", inside).verify(token).isPresent());
        assertTrue(verifier("identity", outside).verify(token).isEmpty());
    }

    @Test
    void aTokenThatWasVerifiedBeforeExpiresAllTheSame() {
        MovingClock clock = new MovingClock(NOW);
        ServiceTokens.Verifier verifier = verifier("identity", clock);
        String token = gatewaySigner().sign("identity");

        assertTrue(verifier.verify(token).isPresent());
        clock.advance(ServiceTokens.LIFETIME.plus(ServiceTokens.SKEW));

        assertTrue(verifier.verify(token).isEmpty());
    }

    @Test
    void oneSignatureServesSomeSecondsAndOneCallee() {
        MovingClock clock = new MovingClock(NOW);
        ServiceTokens.Signer signer =
                new ServiceTokens.Signer(ServiceName.GATEWAY, gateway.toJSONString(), clock);
        String first = signer.sign("identity");

        clock.advance(ServiceTokens.REUSE.minusMillis(1));
        assertEquals(first, signer.sign("identity"));
        assertNotEquals(first, signer.sign("audit"));

        clock.advance(Duration.ofMillis(1));
        assertNotEquals(first, signer.sign("identity"));
    }

    @Test
    void aServiceCannotSpeakAsAnother() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ServiceTokens.Signer(ServiceName.GATEWAY, webhook.toJSONString(), CLOCK));
    }

    @Test
    void aKeyNobodyTrustsIsRefused() {
        ServiceTokens.Signer stranger =
                new ServiceTokens.Signer(
                        ServiceName.GATEWAY, key("gateway.1").toJSONString(), CLOCK);

        assertTrue(verifier("identity", CLOCK).verify(stranger.sign("identity")).isEmpty());
    }

    @Test
    void aServiceChangesItsKeyWhileBothAreTrusted() {
        ECKey next = key("gateway.2");
        String before = gatewaySigner().sign("identity");
        String after =
                new ServiceTokens.Signer(ServiceName.GATEWAY, next.toJSONString(), CLOCK)
                        .sign("identity");

        assertEquals(List.of(true, false), taken(trusting(gateway), before, after));
        assertEquals(List.of(true, true), taken(trusting(gateway, next), before, after));
        assertEquals(List.of(false, true), taken(trusting(next), before, after));
    }

    @Test
    void theIdentityKeyChangesWhileBothAreTrusted() {
        ECKey next = key("gateway-identity.2");
        String before = identitySigner().sign(ada(), "sample");
        String after = new IdentityTokens.Signer(next.toJSONString(), CLOCK).sign(ada(), "sample");

        assertEquals(List.of(true, false), known(trusting(identity), before, after));
        assertEquals(List.of(true, true), known(trusting(identity, next), before, after));
        assertEquals(List.of(false, true), known(trusting(next), before, after));
    }

    @Test
    void anIdentityComesBackAsItWasSigned() {
        String token = identitySigner().sign(ada(), "sample");

        Optional<AuthenticatedUser> read =
                new IdentityTokens.Verifier("sample", trusted, CLOCK).verify(token, REQUEST);

        assertEquals(Optional.of(ada()), read);
    }

    @Test
    void anIdentityForAnotherUpstreamIsRefused() {
        String token = identitySigner().sign(ada(), "sample");

        IdentityTokens.Verifier elsewhere = new IdentityTokens.Verifier("other", trusted, CLOCK);

        assertTrue(elsewhere.verify(token, REQUEST).isEmpty());
    }

    @Test
    void anIdentityThatWasVerifiedBeforeExpiresAllTheSame() {
        MovingClock clock = new MovingClock(NOW);
        IdentityTokens.Verifier verifier = new IdentityTokens.Verifier("sample", trusted, clock);
        String token = identitySigner().sign(ada(), "sample");

        assertTrue(verifier.verify(token, REQUEST).isPresent());
        clock.advance(Duration.ofSeconds(66));

        assertTrue(verifier.verify(token, REQUEST).isEmpty());
    }

    @Test
    void aServiceTokenIsNoIdentityAndAnIdentityNoServiceToken() {
        String service = gatewaySigner().sign("sample");
        String person = identitySigner().sign(ada(), "sample");

        assertTrue(
                new IdentityTokens.Verifier("sample", trusted, CLOCK)
                        .verify(service, REQUEST)
                        .isEmpty());
        assertTrue(verifier("sample", CLOCK).verify(person).isEmpty());
    }

    private static TrustedKeys trusting(ECKey... keys) {
        return TrustedKeys.parse(new JWKSet(List.of(keys)).toPublicJWKSet().toString());
    }

    private static List<Boolean> taken(TrustedKeys trusted, String... tokens) {
        ServiceTokens.Verifier verifier = new ServiceTokens.Verifier("identity", trusted, CLOCK);
        return Stream.of(tokens).map(token -> verifier.verify(token).isPresent()).toList();
    }

    private static List<Boolean> known(TrustedKeys trusted, String... tokens) {
        IdentityTokens.Verifier verifier = new IdentityTokens.Verifier("sample", trusted, CLOCK);
        return Stream.of(tokens).map(token -> verifier.verify(token, REQUEST).isPresent()).toList();
    }

    private ServiceTokens.Signer gatewaySigner() {
        return new ServiceTokens.Signer(ServiceName.GATEWAY, gateway.toJSONString(), CLOCK);
    }

    private IdentityTokens.Signer identitySigner() {
        return new IdentityTokens.Signer(identity.toJSONString(), CLOCK);
    }

    private ServiceTokens.Verifier verifier(String callee, Clock clock) {
        return new ServiceTokens.Verifier(callee, trusted, clock);
    }

    private static AuthenticatedUser ada() {
        return new AuthenticatedUser(
                new UserId(UUID.fromString("0193b5a0-0000-7000-8000-000000000001")),
                new ClerkUserId("user_1"),
                new ClerkSessionId("sess_1"),
                REQUEST,
                "admin",
                "active",
                new EmailAddress("ada@example.com"),
                new PersonName("Ada"),
                null,
                null,
                null,
                new AuthenticatedUser.Org(
                        new OrgId(UUID.fromString("0193b5a0-0000-7000-8000-000000000002")),
                        new ClerkOrgId("org_1"),
                        "member"));
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static final class MovingClock extends Clock {

        private Instant now;

        private MovingClock(Instant now) {
            this.now = now;
        }

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
