package dev.rollcall.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Clerk's and Svix's own libraries judge the running stack: {@code testing/sdk}. */
class SdkJudgesIT {

    private static final Path SDK =
            Path.of(System.getProperty("rollcall.home", "../.."), "testing", "sdk");

    @Test
    void theOfficialLibrariesAgreeWithTheEmulatorAndTheWebhookDoor() throws Exception {
        NodeTool.assumeUsable("the SDK judges");
        NodeTool.install(SDK);
        RunningStack stack = RunningStack.get();
        Map<String, String> settings =
                Map.of(
                        "ROLLCALL_HOME", stack.home().toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "CLERK_TELEMETRY_DISABLED", "1");

        Launcher.Result verdict =
                NodeTool.run(
                        SDK,
                        settings,
                        "node",
                        "--test",
                        "--test-concurrency=1",
                        "--test-reporter=spec");

        assertEquals(0, verdict.exitCode(), verdict.output());
        Matcher passed = Pattern.compile("(?m)^\\S+ pass (\\d+)$").matcher(verdict.output());
        assertTrue(passed.find(), verdict.output());
        assertTrue(Integer.parseInt(passed.group(1)) > 90, verdict.output());
    }
}
