package dev.rollcall.contracts.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Service tokens: ES256, signed by the caller's own key, {@code aud} is the callee, valid for 30
 * seconds with 5 seconds of skew. They name services, not requests, so that one signature serves
 * all calls of some seconds, and its verification too. Both halves are thread safe.
 */
public final class ServiceTokens {

    static final Duration LIFETIME = Duration.ofSeconds(30);
    static final Duration SKEW = Duration.ofSeconds(5);

    /** A token is sent for so long, so that it never reaches a callee close to its end. */
    static final Duration REUSE = Duration.ofSeconds(10);

    private static final JOSEObjectType TYPE = new JOSEObjectType("rollcall-service+jwt");

    /** Audiences and callers are few. */
    private static final int MOST_REMEMBERED = 1000;

    private ServiceTokens() {}

    /** Signs as one service. */
    public static final class Signer {

        private record Signed(String token, String authorization, Instant at) {
            Signed(String token, Instant at) {
                this(token, "Bearer " + token, at);
            }
        }

        private final ConcurrentMap<String, Signed> current = new ConcurrentHashMap<>();
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
        public String sign(String audience) {
            return signed(audience).token();
        }

        /** The same as the value of an {@code Authorization} header. */
        public String authorize(String audience) {
            return signed(audience).authorization();
        }

        private Signed signed(String audience) {
            Instant now = clock.instant();
            Signed known = current.get(audience);
            if (known != null && isReusable(known, now)) {
                return known;
            }
            return current.compute(
                    audience,
                    (name, other) ->
                            other != null && isReusable(other, now) ? other : sign(name, now));
        }

        private static boolean isReusable(Signed signed, Instant now) {
            return !now.isBefore(signed.at()) && now.isBefore(signed.at().plus(REUSE));
        }

        private Signed sign(String audience, Instant now) {
            String token =
                    key.sign(
                            TYPE,
                            new JWTClaimsSet.Builder()
                                    .issuer(self.wire())
                                    .audience(audience)
                                    .issueTime(Date.from(now))
                                    .expirationTime(Date.from(now.plus(LIFETIME)))
                                    .build());
            return new Signed(token, now);
        }
    }

    /** Verifies as one callee; a token verified before is only asked for its times again. */
    public static final class Verifier {

        private record Verified(ServiceName caller, JWTClaimsSet claims) {}

        private final Cache<String, Verified> verified =
                Caffeine.newBuilder()
                        .maximumSize(MOST_REMEMBERED)
                        .executor(Runnable::run) // upkeep costs less than waking somebody for it
                        .build();
        private final String self;
        private final TrustedKeys keys;
        private final Clock clock;

        public Verifier(String self, TrustedKeys keys, Clock clock) {
            this.self = self;
            this.keys = keys;
            this.clock = clock;
        }

        /** Who calls, if the token is valid and for us. */
        public Optional<ServiceName> verify(String token) {
            Optional<Verified> known = Optional.ofNullable(verified.getIfPresent(token));
            return known.or(() -> remember(token))
                    .filter(found -> isCurrent(found.claims(), clock.instant()))
                    .map(Verified::caller);
        }

        private Optional<Verified> remember(String token) {
            Optional<Verified> found = signedForUs(token);
            found.ifPresent(valid -> verified.put(token, valid));
            return found;
        }

        private Optional<Verified> signedForUs(String token) {
            for (ServiceName caller : ServiceName.values()) {
                Optional<JWTClaimsSet> claims =
                        keys.verify(token, TYPE, caller.wire())
                                .filter(signed -> caller.wire().equals(signed.getIssuer()))
                                .filter(signed -> List.of(self).equals(signed.getAudience()));
                if (claims.isPresent()) {
                    return Optional.of(new Verified(caller, claims.get()));
                }
            }
            return Optional.empty();
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
