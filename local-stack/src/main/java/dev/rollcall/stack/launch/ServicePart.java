package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.Commands;
import dev.rollcall.stack.process.Signals;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.process.Watchdog;
import dev.rollcall.stack.settings.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service as a JVM of its own, from its built jar, with exactly the environment it is given. Its
 * output goes to a log file.
 */
final class ServicePart implements Part {

    /** Long enough to write the class archive, which happens once. */
    private static final Duration GENTLE_BOUND = Duration.ofSeconds(30);

    private static final long FULL_LOG_BYTES = 20L * 1024 * 1024;

    private final Service service;
    private final int port;
    private final Path folder;
    private final Path jar;
    private final ClassArchive archive;
    private final Path log;
    private final Map<String, String> environment;
    private final Watchdog watchdog;
    private @Nullable Process process;

    /**
     * Not started yet.
     *
     * @param folder in which it works
     */
    ServicePart(
            Service service,
            int port,
            Path folder,
            Path jar,
            Path log,
            Map<String, String> environment,
            Watchdog watchdog) {
        this.service = service;
        this.port = port;
        this.folder = folder;
        this.jar = jar;
        this.archive = new ClassArchive(folder.resolve("cache").resolve(name() + ".jsa"), jar);
        this.log = log;
        this.environment = Map.copyOf(environment);
        this.watchdog = watchdog;
    }

    @Override
    public String name() {
        return service.title();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public String readinessUrl() {
        return "http://127.0.0.1:" + port + service.readinessPath();
    }

    @Override
    public ProcessHandle start() {
        setAsideAFullLog();
        ProcessBuilder builder =
                new ProcessBuilder(Commands.inOwnSession(command()))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process started = builder.start();
            watchdog.watch(started, Watchdog.Ending.TERM);
            process = started;
            return started.toHandle();
        } catch (IOException e) {
            throw new StackException(name() + " does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        if (Signals.ends(process.toHandle(), GENTLE_BOUND)) {
            archive.keep();
        } else {
            process.destroyForcibly();
        }
    }

    /** One older log is kept beside the current one. */
    private void setAsideAFullLog() {
        try {
            if (Files.exists(log) && Files.size(log) > FULL_LOG_BYTES) {
                Path older = log.resolveSibling(log.getFileName() + ".1");
                Files.move(log, older, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new StackException("Cannot set aside " + log + ": " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmOptions.of(service));
        command.addAll(archive.options());
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }
}
