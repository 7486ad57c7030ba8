package dev.rollcall.gateway.health;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The health page. Without an admin's session only {@code status}.
 *
 * @param status {@code up} or {@code down}
 * @param parts per part {@code up}, {@code down} or a stable reason
 * @param absentClaims claims that no session token had so far
 * @param sessionToken what to paste in Clerk's dashboard so that tokens have them
 */
@Serdeable
record HealthView(
        String status,
        @Nullable Map<String, String> parts,
        @Nullable Long tokenKeysAgeSeconds,
        @Nullable String lastSyncFailureAt,
        @Nullable List<String> absentClaims,
        @Nullable String sessionToken) {

    static HealthView of(boolean up) {
        return new HealthView(word(up), null, null, null, null, null);
    }

    static String word(boolean up) {
        return up ? "up" : "down";
    }
}
