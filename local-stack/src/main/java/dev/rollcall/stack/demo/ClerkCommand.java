package dev.rollcall.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.stack.launch.RunningStack;
import java.io.PrintStream;
import java.util.Locale;

/** Shows and sets what the Clerk emulator does wrong; after each order all switches are shown. */
public final class ClerkCommand {

    private final Emulator emulator;
    private final PrintStream out;

    public ClerkCommand(RunningStack stack, PrintStream out) {
        this.emulator = new Emulator(new JsonClient(), stack.clerkUrl());
        this.out = out;
    }

    public void run(SwitchOrder order) {
        switch (order) {
            case SwitchOrder.Show() -> show(emulator.switches());
            case SwitchOrder.Set(Switch which, int value) ->
                    show(emulator.set(put(JsonClient.object(), which, value)));
            case SwitchOrder.Reset() -> show(emulator.set(allOff()));
            case SwitchOrder.Burst(int users) ->
                    out.println(emulator.burst(users) + " people made, one user.created each.");
        }
    }

    private void show(JsonNode switches) {
        for (Switch each : Switch.values()) {
            JsonNode value = switches.path(each.field());
            String shown = each.isToggle() ? (value.asBoolean() ? "on" : "off") : value.asText();
            out.println(
                    String.format(
                            Locale.ROOT, "%-10s %-8s %s", each.word(), shown, each.meaning()));
        }
    }

    private static ObjectNode allOff() {
        ObjectNode off = JsonClient.object();
        for (Switch each : Switch.values()) {
            put(off, each, 0);
        }
        return off;
    }

    private static ObjectNode put(ObjectNode body, Switch which, int value) {
        return which.isToggle()
                ? body.put(which.field(), value == 1)
                : body.put(which.field(), value);
    }
}
