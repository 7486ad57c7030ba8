package dev.rollcall.identity.clerk;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * How much of Clerk's rate limit this process may use.
 *
 * @param rate Clerk's limit, requests per 10 s; 0: by the key, 1000 for sk_live_, else 100
 * @param share the part of it that this process may use; copies add up
 * @param backgroundShare the part of that which work nobody waits for may use
 */
@ConfigurationProperties("rollcall.clerk.limits")
public record ClerkLimits(int rate, double share, double backgroundShare) {

    private static final int LIVE = 1000;
    private static final int TEST = 100;

    public ClerkLimits {
        if (rate < 0) {
            throw new SettingsException("ROLLCALL_CLERK_RATE_LIMIT is requests per 10 s, or 0");
        }
        if (!isShare(share)) {
            throw new SettingsException("ROLLCALL_CLERK_SHARE is above 0 and at most 1");
        }
        if (!isShare(backgroundShare)) {
            throw new SettingsException("ROLLCALL_CLERK_BACKGROUND_SHARE is above 0 and at most 1");
        }
    }

    /** Requests per 10 s of the whole process. */
    double requests(String secretKey) {
        int byKey = secretKey.startsWith("sk_live_") ? LIVE : TEST;
        return (rate == 0 ? byKey : rate) * share;
    }

    private static boolean isShare(double share) {
        return share > 0 && share <= 1;
    }
}
