package dev.rollcall.contracts.start;

import dev.rollcall.contracts.token.ServiceName;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts one of Rollcall's services: reads the environment, checks that nothing required is
 * missing, and hands Micronaut the rest. A setting that is missing or wrong is one line on standard
 * error and exit 1. One that is told to end answers what it has begun first.
 */
public final class ServiceProcess {

    private static final String PLAINTEXT = "ROLLCALL_DATABASE_PLAINTEXT";

    private ServiceProcess() {}

    /** Runs a service that keeps nothing in a database. */
    public static void run(Class<?> application, List<RequiredSetting> required, String[] args) {
        start(application, required, args, environment -> Map.of());
    }

    /** Runs a service with a schema of its own. */
    public static void runWithDatabase(
            ServiceName name, Class<?> application, List<RequiredSetting> required, String[] args) {
        start(application, required, args, environment -> dataSource(name, environment));
    }

    private interface Derived {
        Map<String, Object> from(Map<String, String> environment);
    }

    private static void start(
            Class<?> application, List<RequiredSetting> required, String[] args, Derived derived) {
        try {
            Map<String, String> environment = EffectiveEnvironment.of(System.getenv());
            RequiredSetting.check(required, environment);
            Map<String, Object> effective = new HashMap<>(environment);
            Micronaut process = new ThrowingMicronaut();
            ApplicationContext context =
                    process.args(args)
                            .mainClass(application)
                            .banner(false)
                            .propertySources(
                                    PropertySource.of(
                                            "rollcall-environment",
                                            effective,
                                            PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE,
                                            PropertySource.Origin.of("environment")),
                                    PropertySource.of(
                                            "rollcall-derived",
                                            new HashMap<>(derived.from(environment))))
                            .start();
            TerminationSignals.handle(context.getBean(OrderlyEnd.class)::await);
        } catch (RuntimeException failed) {
            System.err.println(
                    application.getSimpleName()
                            + " does not start: "
                            + StartFault.describe(failed));
            System.exit(1);
        }
    }

    static Map<String, Object> dataSource(ServiceName name, Map<String, String> environment) {
        String own = name.wire().toUpperCase(Locale.ROOT) + "_DATABASE_URL";
        String variable = environment.getOrDefault(own, "").isBlank() ? "DATABASE_URL" : own;
        String text = environment.getOrDefault(variable, "");
        if (text.isBlank()) {
            throw new SettingsException(
                    own
                            + " is not set (postgres://user:password@host:5432/db with the service's"
                            + " own role, made by ./rollcall migrate)");
        }
        boolean plaintext = Boolean.parseBoolean(environment.getOrDefault(PLAINTEXT, "false"));
        DatabaseUrl url = DatabaseUrl.parse(variable, text, plaintext);
        return Map.of(
                "datasources.default.url", url.jdbcUrl(),
                "datasources.default.username", url.user(),
                "datasources.default.password", url.password());
    }
}
