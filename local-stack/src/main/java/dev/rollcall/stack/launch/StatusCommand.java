package dev.rollcall.stack.launch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.stack.settings.Home;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Says what runs and whether it is ready, for people or as JSON. */
public final class StatusCommand {

    private final StateFile stateFile;
    private final PrintStream out;
    private final Readiness readiness = new Readiness();

    public StatusCommand(Home home, PrintStream out) {
        this.stateFile = new StateFile(home.state());
        this.out = out;
    }

    /** The exit code: 0 if everything is ready. */
    public int run(boolean json) {
        Optional<State> state = stateFile.read().filter(State::isRunning);
        Map<State.Row, Boolean> rows = new LinkedHashMap<>();
        state.ifPresent(
                running -> running.processes().forEach(row -> rows.put(row, readiness.of(row))));
        if (json) {
            out.println(json(state, rows).toPrettyString());
        } else if (state.isEmpty()) {
            out.println("Rollcall is not running: start it with './rollcall up'.");
        } else {
            rows.forEach(
                    (row, ready) ->
                            out.println(
                                    "%-10s %-10s port %-6d process %d"
                                            .formatted(
                                                    row.name(),
                                                    ready ? "ready" : "NOT READY",
                                                    row.port(),
                                                    row.id().pid())));
        }
        boolean complete = state.map(State::ready).orElse(false);
        return complete && !rows.containsValue(false) ? 0 : 1;
    }

    private static ObjectNode json(Optional<State> state, Map<State.Row, Boolean> rows) {
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        json.put("gatewayUrl", state.map(State::gatewayUrl).orElse(null));
        json.put("clerkUrl", state.map(State::clerkUrl).orElse(null));
        json.put("databaseUrl", state.map(State::databaseUrl).orElse(null));
        var processes = json.putArray("processes");
        rows.forEach(
                (row, ready) ->
                        processes
                                .addObject()
                                .put("name", row.name())
                                .put("pid", row.id().pid())
                                .put("port", row.port())
                                .put("ready", ready));
        return json;
    }
}
