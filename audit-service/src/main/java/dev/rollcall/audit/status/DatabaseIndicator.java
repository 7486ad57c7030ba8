package dev.rollcall.audit.status;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ready while the log can be read: database up, migrated, and the role allowed to. */
@Readiness
@Singleton
final class DatabaseIndicator extends AbstractHealthIndicator<Map<String, Object>> {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseIndicator.class);

    private final LogStateRepository repository;

    DatabaseIndicator(LogStateRepository repository) {
        this.repository = repository;
    }

    @Override
    protected Map<String, Object> getHealthInformation() {
        healthStatus = isReadable() ? HealthStatus.UP : HealthStatus.DOWN;
        return Map.of();
    }

    private boolean isReadable() {
        try {
            repository.getState();
            return true;
        } catch (RuntimeException away) {
            LOG.warn("event=database.away exception={}", away.getClass().getName());
            return false;
        }
    }

    @Override
    protected String getName() {
        return "database";
    }
}
