package dev.rollcall.stack.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SwitchOrderTest {

    @Test
    void showsWithoutWords() {
        assertEquals(Optional.of(new SwitchOrder.Show()), SwitchOrder.parse(List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void setsEverySwitch(Switch which) {
        Optional<SwitchOrder> set =
                SwitchOrder.parse(List.of(which.word(), which.isToggle() ? "on" : "1"));

        assertEquals(Optional.of(new SwitchOrder.Set(which, 1)), set);
    }

    @Test
    void turnsOff() {
        assertEquals(Optional.of(new SwitchOrder.Set(Switch.RATE_LIMIT, 0)), parse("429 off"));
    }

    @Test
    void takesMilliseconds() {
        assertEquals(Optional.of(new SwitchOrder.Set(Switch.SLOW, 250)), parse("slow 250"));
    }

    @Test
    void resetsAndBursts() {
        assertEquals(Optional.of(new SwitchOrder.Reset()), parse("reset"));
        assertEquals(Optional.of(new SwitchOrder.Burst(500)), parse("burst 500"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hold",
                "hold yes",
                "drop 1",
                "delay on",
                "delay -1",
                "duplicate 12345678",
                "burst",
                "burst 0",
                "burst many",
                "reset all",
                "HOLD on",
                "apiOutage on"
            })
    void refusesAnythingElse(String words) {
        assertEquals(Optional.empty(), parse(words));
    }

    private static Optional<SwitchOrder> parse(String words) {
        return SwitchOrder.parse(List.of(words.split(" ", -1)));
    }
}
