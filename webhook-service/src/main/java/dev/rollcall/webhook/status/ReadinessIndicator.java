package dev.rollcall.webhook.status;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ready while the database takes writes; liveness does not depend on it. */
@Singleton
@Readiness
final class ReadinessIndicator extends AbstractHealthIndicator<Map<String, String>> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessIndicator.class);

    private final StatusRepository repository;

    ReadinessIndicator(StatusRepository repository) {
        this.repository = repository;
    }

    @Override
    protected String getName() {
        return "inbox";
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        healthStatus = takesWrites() ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of();
    }

    private boolean takesWrites() {
        try {
            return repository.takesWrites();
        } catch (RuntimeException away) {
            LOG.warn("event=readiness.database_away error={}", away.getClass().getSimpleName());
            return false;
        }
    }
}
