package dev.rollcall.acceptance.crash;

import java.util.List;

/** Invariant I2: the mirror applies nothing that the inbox has not. */
final class EffectsCheck implements Check {

    @Override
    public String promise() {
        return "No effect without a row in the inbox.";
    }

    @Override
    public List<Violation> judge(Run run) {
        return run.stored().applied().entrySet().stream()
                .filter(effect -> !run.stored().received().contains(effect.getKey()))
                .map(
                        effect ->
                                new Violation(
                                        effect.getKey(), effect.getValue() + ", never received"))
                .toList();
    }
}
