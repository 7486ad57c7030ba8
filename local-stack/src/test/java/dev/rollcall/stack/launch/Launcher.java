package dev.rollcall.stack.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.stack.Main;
import dev.rollcall.stack.postgres.DatabaseUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Runs the launcher's commands as processes, as {@code ./rollcall} does. */
final class Launcher {

    /** What a command printed, both streams together, and its exit code. */
    record Result(int exitCode, String output) {}

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    Launcher(Path root) {
        this.root = root;
        environment.put("ROLLCALL_PORT", "0");
    }

    Launcher with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Drollcall.root=" + root);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(Launcher::isSetting);
        builder.environment().putAll(environment);
        return builder.start();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    JsonNode status() throws IOException, InterruptedException {
        return JsonMapper.builder().build().readTree(run("status", "--json").output());
    }

    /** The processes that are running, by name. */
    Map<String, ProcessHandle> processes() throws IOException, InterruptedException {
        Map<String, ProcessHandle> processes = new HashMap<>();
        StreamSupport.stream(status().path("processes").spliterator(), false)
                .forEach(
                        row ->
                                ProcessHandle.of(row.path("pid").asLong())
                                        .ifPresent(
                                                it ->
                                                        processes.put(
                                                                row.path("name").asText(), it)));
        return processes;
    }

    /** The running process of this name. */
    ProcessHandle process(String name) throws IOException, InterruptedException {
        ProcessHandle process = processes().get(name);
        if (process == null) {
            throw new AssertionError(name + " is not running");
        }
        return process;
    }

    /** The first column of the first row, as the superuser of the running database. */
    String ask(String query) throws IOException, InterruptedException, SQLException {
        String url = status().path("databaseUrl").asText();
        DatabaseUrl database = DatabaseUrl.parse("databaseUrl", url, false);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean isSetting(String name) {
        return name.startsWith("ROLLCALL_")
                || name.contains("CLERK_")
                || name.endsWith("DATABASE_URL");
    }
}
