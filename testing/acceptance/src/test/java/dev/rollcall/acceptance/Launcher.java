package dev.rollcall.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs {@code ./rollcall} from the built tree, with a data folder of its own on free ports. */
public final class Launcher {

    /** What a command printed, both streams together, and its exit code. */
    public record Result(int exitCode, String output) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** All tests are one address, and some are one person who asks a lot. */
    static final Map<String, String> NO_LIMITS =
            Map.of(
                    "ROLLCALL_LIMIT_ADDRESS", "0",
                    "ROLLCALL_LIMIT_FAILURES", "0",
                    "ROLLCALL_LIMIT_USER", "0",
                    "ROLLCALL_LIMIT_ORG", "0");

    /** PostgreSQL's programs and the services' class archives: of the build, so of all stacks. */
    private static final Path CACHE = Path.of("target", "cache").toAbsolutePath();

    private final Path root = Path.of(System.getProperty("rollcall.home", "../.."));
    private final Map<String, String> environment = new HashMap<>();

    public Launcher(Path home) {
        shareCache(home);
        environment.put("ROLLCALL_HOME", home.toString());
        environment.put("ROLLCALL_PORT", "0");
        environment.putAll(NO_LIMITS);
    }

    public Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Result run(String... arguments) {
        try {
            Process process = start(arguments);
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static void shareCache(Path home) {
        Path cache = home.resolve("cache");
        try {
            Files.createDirectories(CACHE);
            if (Files.isDirectory(home) && Files.notExists(cache)) {
                Files.createSymbolicLink(cache, CACHE);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts a command in the foreground; the caller ends it. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("rollcall").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(Launcher::isSetting);
        builder.environment().putAll(environment);
        return builder.start();
    }

    public JsonNode status() {
        String output = run("status", "--json").output();
        try {
            return JSON.readTree(output);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(output, notJson);
        }
    }

    /** The pids of the running processes, by name. */
    public Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> processes = new HashMap<>();
        for (JsonNode row : status().path("processes")) {
            ProcessHandle.of(row.path("pid").asLong())
                    .ifPresent(process -> processes.put(row.path("name").asText(), process));
        }
        return processes;
    }

    /** The process that looks after the others. */
    public ProcessHandle supervisor() {
        Path state = Path.of(String.valueOf(environment.get("ROLLCALL_HOME")), "state.json");
        try {
            JsonNode json = JSON.readTree(Files.readString(state));
            return ProcessHandle.of(json.path("launcher").path("pid").asLong()).orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends a process the hard way (SIGKILL). */
    void kill(String name) {
        ProcessHandle process = processes().get(name);
        if (process == null || !process.destroyForcibly()) {
            throw new AssertionError(name + " is not running");
        }
        process.onExit().join();
    }

    private static boolean isSetting(String name) {
        return name.startsWith("ROLLCALL_")
                || name.contains("CLERK_")
                || name.endsWith("DATABASE_URL");
    }
}
