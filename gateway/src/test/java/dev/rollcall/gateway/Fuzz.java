package dev.rollcall.gateway;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;

/**
 * Tries what an arbitrary generates for as long as {@code -Drollcall.fuzz.seconds} says (2 by
 * default, 60 with the profile full). A failure names the input and the seed that leads to it: give
 * it as {@code -Drollcall.fuzz.seed}.
 */
public final class Fuzz {

    private static final int GEN_SIZE = 1000;

    private Fuzz() {}

    /** How many inputs were tried; at least one. */
    public static <T> long run(Arbitrary<T> inputs, Consumer<T> check) {
        long seed = Long.getLong("rollcall.fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        RandomGenerator<T> generator = inputs.generator(GEN_SIZE, true);
        long end =
                System.nanoTime()
                        + Duration.ofSeconds(Long.getLong("rollcall.fuzz.seconds", 2)).toNanos();
        long tries = 0;
        do {
            T input = generator.next(random).value();
            tries++;
            try {
                check.accept(input);
            } catch (AssertionError | RuntimeException fault) {
                throw new AssertionError(
                        "try " + tries + " of -Drollcall.fuzz.seed=" + seed + ":\n" + input, fault);
            }
        } while (System.nanoTime() - end < 0);
        return tries;
    }
}
