package dev.rollcall.contracts.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The signed identity an upstream receives: ES256 with the gateway's identity key, a type of its
 * own, {@code aud} is that upstream, 60 seconds. It describes a session, not a request, so that one
 * signature serves some seconds of a person's requests; it counts only beside a service token of
 * the gateway. Both halves are thread safe.
 */
public final class IdentityTokens {

    /** The request header that carries it. */
    public static final String HEADER = "X-Rollcall-Identity";

    private static final JOSEObjectType TYPE = new JOSEObjectType("rollcall-identity+jwt");
    private static final String KEY_OWNER = "gateway-identity";
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 10_000;

    private IdentityTokens() {}

    /** Whether a key with this id is one for identities. */
    public static boolean isKeyId(@Nullable String keyId) {
        return keyId != null && keyId.startsWith(KEY_OWNER + '.');
    }

    /** Signs as the gateway. */
    public static final class Signer {

        private final SigningKey key;
        private final Clock clock;

        /** Throws IllegalArgumentException if the key is not a private JWK for identities. */
        public Signer(String privateJwk, Clock clock) {
            this.key = SigningKey.parse(privateJwk, KEY_OWNER);
            this.clock = clock;
        }

        public String sign(AuthenticatedUser user, String audience) {
            Instant now = clock.instant();
            JWTClaimsSet.Builder claims =
                    new JWTClaimsSet.Builder()
                            .issuer(ServiceName.GATEWAY.wire())
                            .audience(audience)
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plus(LIFETIME)))
                            .subject(user.id().toString())
                            .claim("clerk_id", user.clerkId().value())
                            .claim("sid", user.sessionId().value())
                            .claim("role", user.role())
                            .claim("sync_status", user.syncStatus());
            optional(claims, "email", user.email() == null ? null : user.email().value());
            optional(claims, "given_name", name(user.firstName()));
            optional(claims, "family_name", name(user.lastName()));
            optional(claims, "preferred_username", name(user.username()));
            optional(claims, "picture", user.imageUrl() == null ? null : user.imageUrl().value());
            AuthenticatedUser.Org org = user.org();
            if (org != null) {
                claims.claim(
                        "org",
                        Map.of(
                                "id", org.id().toString(),
                                "clerk_id", org.clerkId().value(),
                                "role", org.role()));
            }
            return key.sign(TYPE, claims.build());
        }

        private static @Nullable String name(@Nullable PersonName name) {
            return name == null ? null : name.value();
        }

        private static void optional(
                JWTClaimsSet.Builder claims, String claim, @Nullable String value) {
            if (value != null) {
                claims.claim(claim, value);
            }
        }
    }

    /** Verifies as one upstream; a token verified before is only asked for its times again. */
    public static final class Verifier {

        private final Cache<String, JWTClaimsSet> verified =
                Caffeine.newBuilder()
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfterWrite(LIFETIME.plus(ServiceTokens.SKEW))
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

        /** The person, as of this request, if the token is valid and for us. */
        public Optional<AuthenticatedUser> verify(String token, RequestId requestId) {
            return Optional.ofNullable(verified.getIfPresent(token))
                    .or(() -> remember(token))
                    .filter(claims -> ServiceTokens.isCurrent(claims, clock.instant()))
                    .flatMap(claims -> read(claims, requestId));
        }

        private Optional<JWTClaimsSet> remember(String token) {
            Optional<JWTClaimsSet> found =
                    keys.verify(token, TYPE, KEY_OWNER)
                            .filter(claims -> List.of(self).equals(claims.getAudience()));
            found.ifPresent(valid -> verified.put(token, valid));
            return found;
        }

        private static Optional<AuthenticatedUser> read(JWTClaimsSet claims, RequestId requestId) {
            try {
                String email = claims.getStringClaim("email");
                String picture = claims.getStringClaim("picture");
                return Optional.of(
                        new AuthenticatedUser(
                                new UserId(UUID.fromString(claims.getSubject())),
                                new ClerkUserId(claims.getStringClaim("clerk_id")),
                                new ClerkSessionId(claims.getStringClaim("sid")),
                                requestId,
                                claims.getStringClaim("role"),
                                claims.getStringClaim("sync_status"),
                                email == null ? null : new EmailAddress(email),
                                name(claims.getStringClaim("given_name")),
                                name(claims.getStringClaim("family_name")),
                                name(claims.getStringClaim("preferred_username")),
                                picture == null ? null : new PersonalUrl(picture),
                                org(claims.getJSONObjectClaim("org"))));
            } catch (ParseException | IllegalArgumentException | NullPointerException ourOwnBug) {
                return Optional.empty();
            }
        }

        private static @Nullable PersonName name(@Nullable String text) {
            return text == null ? null : new PersonName(text);
        }

        private static AuthenticatedUser.@Nullable Org org(@Nullable Map<String, Object> claim) {
            return claim == null
                    ? null
                    : new AuthenticatedUser.Org(
                            new OrgId(UUID.fromString(String.valueOf(claim.get("id")))),
                            new ClerkOrgId(String.valueOf(claim.get("clerk_id"))),
                            String.valueOf(claim.get("role")));
        }
    }
}
