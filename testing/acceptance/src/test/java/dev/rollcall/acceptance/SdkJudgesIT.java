package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Clerk's and Svix's own libraries judge the running stack: {@code testing/sdk}. */
class SdkJudgesIT {

    private static final Path SDK =
            Path.of(System.getProperty("rollcall.home", "../.."), "testing", "sdk");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*", Pattern.DOTALL);
    private static final int OLDEST_MAJOR = 20;
    private static final int OLDEST_MINOR = 10;

    @Test
    void theOfficialLibrariesAgreeWithTheEmulatorAndTheWebhookDoor() throws Exception {
        String node = node();
        boolean usable = isUsable(node);
        if (!usable) {
            System.out.printf(
                    "SKIPPED: the SDK judges need Node %d.%d or newer, here: %s%n",
                    OLDEST_MAJOR, OLDEST_MINOR, node.isBlank() ? "none" : node.strip());
        }
        assumeTrue(usable, "no Node that the SDK judges can run on");
        install();
        RunningStack stack = RunningStack.get();

        Launcher.Result verdict =
                run(stack.home(), "node", "--test", "--test-concurrency=1", "--test-reporter=spec");

        assertEquals(0, verdict.exitCode(), verdict.output());
        Matcher passed = Pattern.compile("(?m)^\\S+ pass (\\d+)$").matcher(verdict.output());
        assertTrue(passed.find(), verdict.output());
        assertTrue(Integer.parseInt(passed.group(1)) > 90, verdict.output());
    }

    /** From the lock file, and from npm's own store where that has them. */
    private static void install() throws IOException, InterruptedException {
        Path installed = SDK.resolve("node_modules/.package-lock.json");
        if (Files.exists(installed) && !isNewer(SDK.resolve("package-lock.json"), installed)) {
            return;
        }
        Launcher.Result npm =
                run(
                        SDK,
                        "npm",
                        "ci",
                        "--prefer-offline",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund");
        assertEquals(0, npm.exitCode(), npm.output());
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

    /** Its version; empty where there is none. */
    private static String node() throws InterruptedException {
        try {
            return run(SDK, "node", "--version").output();
        } catch (IOException none) {
            return "";
        }
    }

    private static Launcher.Result run(Path home, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(SDK.toFile()).redirectErrorStream(true);
        builder.environment().put("ROLLCALL_HOME", home.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CLERK_TELEMETRY_DISABLED", "1");
        Path output = Files.createTempFile("rollcall-judges", ".txt");
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
}
