package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Node, as it is found on the PATH; whoever needs one that is not there is skipped and says so. */
final class NodeTool {

    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*", Pattern.DOTALL);
    private static final int OLDEST_MAJOR = 20;
    private static final int OLDEST_MINOR = 10;

    private NodeTool() {}

    /** Skips the test, with one line, where there is no Node that {@code what} can run on. */
    static void assumeUsable(String what) throws InterruptedException {
        String node = version();
        boolean usable = isUsable(node);
        if (!usable) {
            System.out.printf(
                    "SKIPPED: %s need Node %d.%d or newer, here: %s%n",
                    what, OLDEST_MAJOR, OLDEST_MINOR, node.isBlank() ? "none" : node.strip());
        }
        assumeTrue(usable, "no Node that can run " + what);
    }

    /** What a folder's lock file names, and from npm's own store where that has it. */
    static void install(Path folder) throws IOException, InterruptedException {
        Path installed = folder.resolve("node_modules/.package-lock.json");
        if (Files.exists(installed) && !isNewer(folder.resolve("package-lock.json"), installed)) {
            return;
        }
        Launcher.Result npm =
                run(
                        folder,
                        Map.of(),
                        "npm",
                        "ci",
                        "--prefer-offline",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund");
        assertEquals(0, npm.exitCode(), npm.output());
    }

    /** Runs a command in a folder to its end, with these settings beside those of this process. */
    static Launcher.Result run(Path folder, Map<String, String> settings, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(settings);
        Path output = Files.createTempFile("rollcall-node", ".txt");
        try {
            Process process = builder.redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return ended
                    ? new Launcher.Result(process.exitValue(), text)
                    : new Launcher.Result(-1, text + "\nnot ended in " + BOUND);
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isNewer(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
    }

    private static boolean isUsable(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
    }

    /** Empty where there is none. */
    private static String version() throws InterruptedException {
        try {
            return run(Path.of("."), Map.of(), "node", "--version").output();
        } catch (IOException none) {
            return "";
        }
    }
}
