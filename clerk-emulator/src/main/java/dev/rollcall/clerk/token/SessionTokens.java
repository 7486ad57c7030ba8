package dev.rollcall.clerk.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.directory.Memberships;
import dev.rollcall.clerk.directory.Organizations;
import dev.rollcall.clerk.directory.Sessions;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.json.Json;
import dev.rollcall.clerk.setting.EmulatorSettings;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.state.Tables;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes session tokens of version 2, as "Session tokens" of Clerk's documentation describes them.
 * Thread-safe.
 */
@Singleton
public final class SessionTokens {

    /** How long Clerk's session tokens live. */
    public static final long LIFETIME_SECONDS = 60;

    private static final String SESSION_CATEGORY = "cl_B7d4PD111AAA";
    private static final long NOT_BEFORE_SECONDS = 10;

    private final ClerkState state;
    private final EmulatorSettings settings;
    private final SigningKey key;
    private final Clock clock;

    SessionTokens(ClerkState state, EmulatorSettings settings, SigningKey key, Clock clock) {
        this.state = state;
        this.settings = settings;
        this.key = key;
        this.clock = clock;
    }

    /**
     * What the token is made with.
     *
     * @param azp the authorized party; null for the configured one
     * @param claims added last, over all others; a null takes a claim away
     */
    public record Order(
            String sessionId, @Nullable String azp, long lifetimeSeconds, Document claims) {
        public static Order ordinary(String sessionId, @Nullable String azp) {
            return new Order(sessionId, azp, LIFETIME_SECONDS, Document.of());
        }
    }

    /**
     * A signed token for the session as it stands.
     *
     * @throws ClerkFault if there is no such session, or it has ended
     */
    public String make(Order order) {
        long now = clock.millis();
        Map<String, @Nullable Object> claims =
                new HashMap<>(state.read(tables -> claims(tables, order, now)));
        order.claims()
                .fields()
                .forEach(
                        (name, value) -> {
                            claims.remove(name);
                            if (value != null) {
                                claims.put(name, value);
                            }
                        });
        return signed(Json.bytes(claims));
    }

    private Map<String, @Nullable Object> claims(Tables tables, Order order, long now) {
        Document session = Sessions.get(tables, order.sessionId());
        if (!Sessions.isUsable(session, now)) {
            throw new ClerkFault(
                    422, "session_not_active", "not active", "The session is not active.");
        }
        Document user = Users.get(tables, session.text("user_id"));
        long issuedAt = now / 1000;
        Map<String, @Nullable Object> claims = ClaimTemplate.fill(settings.sessionClaims(), user);
        claims.put("iss", settings.issuer());
        claims.put("sub", user.id());
        claims.put("sid", session.id());
        claims.put("azp", order.azp() == null ? settings.defaultOrigin() : order.azp());
        claims.put("iat", issuedAt);
        claims.put("nbf", issuedAt - NOT_BEFORE_SECONDS);
        claims.put("exp", issuedAt + order.lifetimeSeconds());
        claims.put("jti", UUID.randomUUID().toString().replace("-", ""));
        claims.put("v", 2);
        claims.put("fva", List.of(0, -1));
        claims.put("sts", session.text("status"));
        String organizationId = session.textOrNull("last_active_organization_id");
        if (organizationId != null) {
            claims.put("o", organization(tables, organizationId, user.id()));
        }
        return claims;
    }

    private static @Nullable Document organization(
            Tables tables, String organizationId, String userId) {
        return Memberships.find(tables, organizationId, userId)
                .map(
                        membership ->
                                Document.of(
                                        "id",
                                        organizationId,
                                        "slg",
                                        Organizations.get(tables, organizationId).text("slug"),
                                        "rol",
                                        membership.text("role").substring("org:".length())))
                .orElse(null);
    }

    private String signed(byte[] payload) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.id())
                        .customParam("cat", SESSION_CATEGORY)
                        .build();
        JWSObject token =
                new JWSObject(header, new Payload(new String(payload, StandardCharsets.UTF_8)));
        try {
            token.sign(key.signer());
        } catch (JOSEException broken) {
            throw new IllegalStateException("the signing key does not sign", broken);
        }
        return token.serialize();
    }
}
