package dev.rollcall.contracts.metrics;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/**
 * {@code GET /internal/metrics} in Prometheus's text format 0.0.4, for whoever sends the token; 404
 * where none is set, 401 for any other. Prometheus signs nothing, so this is beside the caller
 * table, and no service may call it. The gateway's route leads to its own figures only.
 */
@Controller("/internal/metrics")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(classes = PrometheusMeterRegistry.class)
@Requires(beans = {MetricsConfiguration.class, PrometheusMeterRegistry.class})
@Hidden
final class MetricsController {

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final MetricsConfiguration configuration;
    private final PrometheusMeterRegistry registry;

    MetricsController(MetricsConfiguration configuration, PrometheusMeterRegistry registry) {
        this.configuration = configuration;
        this.registry = registry;
    }

    @Get(produces = TEXT_FORMAT)
    @ExecuteOn(TaskExecutors.BLOCKING)
    String scrape(HttpHeaders headers) {
        if (!configuration.isOn()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, ProblemCode.NOT_FOUND.title() + '.');
        }
        if (headers.getAuthorization().filter(configuration::isAuthorized).isEmpty()) {
            throw new ProblemException(
                    ProblemCode.CALLER_UNKNOWN, ProblemCode.CALLER_UNKNOWN.title() + '.');
        }
        return registry.scrape();
    }
}
