package dev.rollcall.stack.settings;

import dev.rollcall.stack.process.Ports;
import dev.rollcall.stack.process.StackException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/**
 * Which port each process listens on. A port that is named is taken as it is; with ROLLCALL_PORT
 * set, so that a second stack can stand beside the first, what is not named gets a free port.
 */
public record PortPlan(Map<Service, Integer> services, int postgres) {

    public static final String POSTGRES_VARIABLE = "ROLLCALL_POSTGRES_PORT";

    private static final int POSTGRES_DEFAULT = 54329;
    private static final int HIGHEST = 65535;

    public PortPlan {
        services = Map.copyOf(services);
    }

    /** Decides, and refuses a port that somebody listens on. */
    public static PortPlan of(Map<String, String> environment, Collection<Service> services) {
        return of(environment, services, Ports::isFree, Ports::free);
    }

    static PortPlan of(
            Map<String, String> environment,
            Collection<Service> services,
            IntPredicate isFree,
            IntSupplier anyFree) {
        boolean beside = !environment.getOrDefault("ROLLCALL_PORT", "").isBlank();
        Set<Integer> taken = new HashSet<>();
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : services) {
            int preferred = beside ? 0 : service.defaultPort();
            int port = port(environment, service.portVariable(), preferred);
            if (port != 0) {
                if (!isFree.test(port) || !taken.add(port)) {
                    throw new StackException(
                            "Port %d for %s is in use: stop what listens there, or set %s."
                                    .formatted(port, service.title(), service.portVariable()));
                }
                ports.put(service, port);
            }
        }
        for (Service service : services) {
            ports.computeIfAbsent(service, missing -> unlike(taken, anyFree));
        }
        boolean defaultIsFree = !beside && isFree.test(POSTGRES_DEFAULT);
        int postgres = port(environment, POSTGRES_VARIABLE, defaultIsFree ? POSTGRES_DEFAULT : 0);
        return new PortPlan(ports, postgres == 0 ? unlike(taken, anyFree) : postgres);
    }

    public int of(Service service) {
        Integer port = services.get(service);
        if (port == null) {
            throw new IllegalStateException(service + " is not planned");
        }
        return port;
    }

    /** {@code http://127.0.0.1:<port>}. */
    public String url(Service service) {
        return "http://127.0.0.1:" + of(service);
    }

    private static int unlike(Set<Integer> taken, IntSupplier anyFree) {
        int port = anyFree.getAsInt();
        while (!taken.add(port)) {
            port = anyFree.getAsInt();
        }
        return port;
    }

    private static int port(Map<String, String> environment, String variable, int preferred) {
        String text = environment.getOrDefault(variable, "").strip();
        if (text.isEmpty()) {
            return preferred;
        }
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : HIGHEST + 1;
        if (port > HIGHEST) {
            throw new StackException(variable + " is not a port: a number from 0 to 65535.");
        }
        return port;
    }
}
