package dev.rollcall.contracts.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.rollcall.contracts.id.RequestId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Service tokens: ES256, signed by the caller's own key, {@code aud} is the callee, {@code rid} the
 * request, valid for 30 seconds with 5 seconds of skew. Both halves are immutable and thread safe.
 */
public final class ServiceTokens {

    static final Duration LIFETIME = Duration.ofSeconds(30);
    static final Duration SKEW = Duration.ofSeconds(5);

    private static final JOSEObjectType TYPE = new JOSEObjectType("rollcall-service+jwt");
    private static final String REQUEST_ID = "rid";

    private ServiceTokens() {}

    /** Signs as one service. */
    public static final class Signer {

        private final ServiceName self;
        private final SigningKey key;
        private final Clock clock;

        /** Throws IllegalArgumentException if the key is not a private JWK of this service. */
        public Signer(ServiceName self, String privateJwk, Clock clock) {
            this.self = self;
            this.key = SigningKey.parse(privateJwk, self.wire());
            this.clock = clock;
        }

        /** {@code audience} is a service's name or that of a configured upstream. */
        public String sign(String audience, RequestId requestId) {
            Instant now = clock.instant();
            return key.sign(
                    TYPE,
                    new JWTClaimsSet.Builder()
                            .issuer(self.wire())
                            .audience(audience)
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plus(LIFETIME)))
                            .claim(REQUEST_ID, requestId.value())
                            .build());
        }
    }

    /** Verifies as one callee. */
    public static final class Verifier {

        private final String self;
        private final TrustedKeys keys;
        private final Clock clock;

        public Verifier(String self, TrustedKeys keys, Clock clock) {
            this.self = self;
            this.keys = keys;
            this.clock = clock;
        }

        public Optional<ServiceToken> verify(String token) {
            for (ServiceName caller : ServiceName.values()) {
                Optional<ServiceToken> verified =
                        keys.verify(token, TYPE, caller.wire()).flatMap(c -> check(c, caller));
                if (verified.isPresent()) {
                    return verified;
                }
            }
            return Optional.empty();
        }

        private Optional<ServiceToken> check(JWTClaimsSet claims, ServiceName caller) {
            boolean valid =
                    caller.wire().equals(claims.getIssuer())
                            && List.of(self).equals(claims.getAudience())
                            && isCurrent(claims, clock.instant());
            Object requestId = claims.getClaim(REQUEST_ID);
            return valid && requestId instanceof String text && RequestId.isValid(text)
                    ? Optional.of(new ServiceToken(caller, new RequestId(text)))
                    : Optional.empty();
        }
    }

    static boolean isCurrent(JWTClaimsSet claims, Instant now) {
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        return issued != null
                && expires != null
                && !issued.toInstant().isAfter(now.plus(SKEW))
                && expires.toInstant().isAfter(now.minus(SKEW));
    }
}
