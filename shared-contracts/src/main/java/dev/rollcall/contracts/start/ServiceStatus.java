package dev.rollcall.contracts.start;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * How a service sees itself, for the gateway's health page.
 *
 * @param parts {@code up} or a stable reason per part, for example {@code database}
 * @param facts figures and times as text, for example {@code lastSyncFailureAt}; no personal data
 */
@Serdeable
public record ServiceStatus(boolean up, Map<String, String> parts, Map<String, String> facts) {}
