package dev.rollcall.gateway.decision;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, with what it was decided from: ids, roles and times, nothing else about a person. What
 * was not looked at is null, for a request that ends earlier is asked less.
 *
 * @param method null where the request could not be read
 * @param route the entry of the route table; null where none matched
 * @param rule the route's access
 * @param code what the caller heard
 * @param reason the same or more exactly, as in the log
 * @param revocation what was taken back: {@code session}, {@code user}, {@code membership}
 */
@Serdeable
public record Decision(
        Instant at,
        String requestId,
        @Nullable String method,
        @Nullable String route,
        @Nullable String rule,
        int status,
        String code,
        String reason,
        @Nullable Claims claims,
        @Nullable Mirror mirror,
        @Nullable String revocation,
        @Nullable Limit limit) {

    /**
     * Of a token with a valid signature.
     *
     * @param role application role as the token claims it
     * @param org Clerk's id of the active organisation
     * @param permissions at most fifty, as in the token
     */
    @Serdeable
    public record Claims(
            String user,
            String session,
            Instant issuedAt,
            Instant expiresAt,
            boolean impersonated,
            @Nullable String role,
            @Nullable String org,
            @Nullable String orgRole,
            List<String> permissions) {

        public static final int MOST_PERMISSIONS = 50;

        public Claims {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * The local user as the gateway saw them.
     *
     * @param role the effective one, of mirror and token
     * @param status {@code pending}, {@code active} or {@code error}
     * @param org our id of the active organisation, where the membership is live
     */
    @Serdeable
    public record Mirror(
            String user,
            String role,
            String status,
            @Nullable String org,
            @Nullable String orgRole) {}

    /**
     * The allowance it was last counted against.
     *
     * @param quota requests a minute
     * @param seconds until there is one again
     */
    @Serdeable
    public record Limit(String policy, boolean within, long quota, long remaining, long seconds) {}
}
