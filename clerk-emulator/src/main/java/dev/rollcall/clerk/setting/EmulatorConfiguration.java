package dev.rollcall.clerk.setting;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * The keys of application.yml as they stand there; {@link EmulatorSettings} makes sense of them.
 */
@ConfigurationProperties("rollcall.clerk")
record EmulatorConfiguration(
        @Nullable String secretKey,
        @Nullable String publishableKey,
        @Nullable String webhookUrl,
        @Nullable String webhookSecret,
        @Nullable String azp,
        @Nullable String state,
        @Nullable String retryScale,
        @Nullable String sessionClaims) {}
