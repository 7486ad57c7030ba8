package dev.rollcall.contracts.metrics;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Who may read a service's figures.
 *
 * @param token what the reader sends as its bearer token; empty: nobody may
 */
@Context
@ConfigurationProperties("rollcall.metrics")
@Requires(property = "rollcall.metrics.token")
public record MetricsConfiguration(String token) {

    private static final String BEARER = "Bearer ";
    private static final int SHORTEST = 32;

    public MetricsConfiguration {
        token = token.strip();
        if (!token.isEmpty() && token.length() < SHORTEST) {
            throw new SettingsException(
                    "ROLLCALL_METRICS_TOKEN has at least 32 characters: openssl rand -hex 32");
        }
    }

    public boolean isOn() {
        return !token.isEmpty();
    }

    /** {@code authorization}: the header's one value. */
    public boolean isAuthorized(String authorization) {
        return authorization.startsWith(BEARER)
                && isToken(authorization.substring(BEARER.length()));
    }

    /** In a time that does not depend on how much of it is right. */
    boolean isToken(String given) {
        return isOn()
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8));
    }

    /** The token is a secret. */
    @Override
    public String toString() {
        return "MetricsConfiguration[]";
    }
}
