package dev.rollcall.stack.demo;

import java.util.List;
import java.util.Optional;

/** What {@code ./rollcall clerk} is told to do with the emulator. */
public sealed interface SwitchOrder {

    record Show() implements SwitchOrder {}

    /** A switch and what it shall be: 1 and 0 stand for on and off. */
    record Set(Switch which, int value) implements SwitchOrder {}

    /** So many people, now. */
    record Burst(int users) implements SwitchOrder {}

    /** All switches off. */
    record Reset() implements SwitchOrder {}

    /** Empty where the words are no order. */
    static Optional<SwitchOrder> parse(List<String> words) {
        return switch (words.size()) {
            case 0 -> Optional.of(new Show());
            case 1 ->
                    words.getFirst().equals("reset") ? Optional.of(new Reset()) : Optional.empty();
            case 2 -> parse(words.get(0), words.get(1));
            default -> Optional.empty();
        };
    }

    private static Optional<SwitchOrder> parse(String word, String value) {
        if (word.equals("burst")) {
            return number(value).filter(it -> it > 0).map(Burst::new);
        }
        return Switch.called(word)
                .flatMap(
                        which ->
                                (which.isToggle() ? onOrOff(value) : number(value))
                                        .map(it -> new Set(which, it)));
    }

    private static Optional<Integer> onOrOff(String value) {
        return switch (value) {
            case "on" -> Optional.of(1);
            case "off" -> Optional.of(0);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> number(String value) {
        return value.matches("\\d{1,7}") ? Optional.of(Integer.valueOf(value)) : Optional.empty();
    }
}
