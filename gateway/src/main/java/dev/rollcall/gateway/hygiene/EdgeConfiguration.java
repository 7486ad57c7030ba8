package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code rollcall.origin}, as the edge needs it.
 *
 * @param publicUrl where browsers reach the gateway
 * @param allowed comma-separated origins of other front ends
 * @param hosts comma-separated host names beside that of the public address
 * @param trustedHops proxies in front of us whose X-Forwarded-For counts
 */
@ConfigurationProperties("rollcall.origin")
record EdgeConfiguration(
        @Nullable String publicUrl,
        @Nullable String allowed,
        @Nullable String hosts,
        @Bindable(defaultValue = "0") int trustedHops,
        @Bindable(defaultValue = "10s") Duration headerTimeout) {

    private static final int MOST_HOPS = 10;

    EdgeConfiguration {
        if (trustedHops < 0 || trustedHops > MOST_HOPS) {
            throw new SettingsException("ROLLCALL_TRUSTED_HOPS is 0 to " + MOST_HOPS);
        }
    }
}
