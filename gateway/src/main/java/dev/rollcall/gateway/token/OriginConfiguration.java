package dev.rollcall.gateway.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * {@code rollcall.origin}.
 *
 * @param publicUrl where browsers reach the gateway
 * @param allowed comma-separated origins of front ends that may use the session cookie on the API
 */
@ConfigurationProperties("rollcall.origin")
record OriginConfiguration(@Nullable String publicUrl, @Nullable String allowed) {}
