package dev.rollcall.webhook.forward;

import io.micronaut.context.annotation.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The configured targets, by name. Made at the start, so that a wrong one stops it. Immutable. */
@Context
public final class ForwardTargets {

    private final List<ForwardTarget> targets;

    ForwardTargets(List<ForwardConfiguration> written) {
        this.targets =
                written.stream()
                        .map(ForwardTarget::of)
                        .sorted(Comparator.comparing(ForwardTarget::name))
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
}
