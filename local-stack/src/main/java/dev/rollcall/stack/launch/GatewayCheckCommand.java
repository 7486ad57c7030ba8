package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.settings.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges written requests: by the gateway's own program, for the rules are its own. It inherits
 * environment, folder and output.
 */
public final class GatewayCheckCommand {

    private static final String PROGRAM = "dev.rollcall.gateway.check.CheckProcess";

    private final Jars jars;

    /** {@code root}: the folder of the repository. */
    public GatewayCheckCommand(Path root) {
        this.jars = new Jars(root);
    }

    /** The program's exit code: 0 nothing differs, 1 something does, 2 it was not found out. */
    public int run(List<String> arguments) {
        jars.requireBuilt(List.of(Service.GATEWAY));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
        command.addAll(List.of("-cp", jars.of(Service.GATEWAY).toString(), PROGRAM));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException failed) {
            throw new StackException("The check does not start: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while checking.", interrupted);
        }
    }
}
