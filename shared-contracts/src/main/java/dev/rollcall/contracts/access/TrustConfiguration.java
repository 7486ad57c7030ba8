package dev.rollcall.contracts.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;

/**
 * Whose signatures a process accepts, and under which name it is addressed.
 *
 * @param audience this process's name in tokens: a service's, or that of a product back end
 * @param keys JWK Set of the callers' public keys ({@code ROLLCALL_TRUSTED_KEYS})
 */
@ConfigurationProperties("rollcall.trust")
@Requires(property = "rollcall.trust.audience")
public record TrustConfiguration(String audience, String keys) {}
