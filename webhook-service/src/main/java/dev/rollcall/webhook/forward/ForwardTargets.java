package dev.rollcall.webhook.forward;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The configured targets: {@code ROLLCALL_FORWARD_TARGETS} lists their names, and what belongs to
 * one stands under its name. Made at the start, so that a wrong one stops it. Immutable.
 */
@Context
public final class ForwardTargets {

    private static final String PREFIX = "rollcall.forward.";

    private final List<ForwardTarget> targets;

    ForwardTargets(
            @Value("${rollcall.webhook.forward.targets:}") String names, Environment environment) {
        this.targets =
                split(names).stream()
                        .distinct()
                        .sorted()
                        .map(name -> ForwardTarget.of(read(name, environment)))
                        .toList();
    }

    public boolean isEmpty() {
        return targets.isEmpty();
    }

    /** Names of those that want events of that type. */
    public List<String> wanting(String type) {
        return targets.stream()
                .filter(target -> target.wants(type))
                .map(ForwardTarget::name)
                .toList();
    }

    List<ForwardTarget> list() {
        return targets;
    }

    Optional<ForwardTarget> find(String name) {
        return targets.stream().filter(target -> target.name().equals(name)).findFirst();
    }

    private static ForwardConfiguration read(String name, Environment environment) {
        String prefix = PREFIX + name + '.';
        return new ForwardConfiguration(
                name,
                environment.getProperty(prefix + "url", String.class).orElse(null),
                environment.getProperty(prefix + "secret", String.class).orElse(null),
                split(environment.getProperty(prefix + "types", String.class).orElse("")),
                environment.getProperty(prefix + "allow-private", Boolean.class).orElse(false));
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
