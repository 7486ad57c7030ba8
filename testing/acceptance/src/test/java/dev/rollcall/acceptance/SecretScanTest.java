package dev.rollcall.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nothing that is tracked by git looks like a live secret, a private key or a foreign machine. */
class SecretScanTest {

    private static final Path ROOT = Path.of(System.getProperty("rollcall.home", "../.."));

    private static final List<Pattern> FORBIDDEN =
            List.of(
                    Pattern.compile("sk_live_[A-Za-z0-9]{16,}"),
                    Pattern.compile("sk_test_[A-Za-z0-9]{24,}"),
                    Pattern.compile("AKIA[0-9A-Z]{16}"),
                    Pattern.compile("gh[pousr]_[A-Za-z0-9]{30,}"),
                    Pattern.compile("xox[baprs]-[A-Za-z0-9-]{20,}"),
                    Pattern.compile(
                            "-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\\s*[A-Za-z0-9+/=]{40,}"),
                    Pattern.compile("\"d\"\\s*:\\s*\"[A-Za-z0-9_-]{43}\""),
                    Pattern.compile(
                            "postgres(?:ql)?://[^:@/\\s]+:[^@\\s$<{]{12,}@(?!127\\.|localhost|[a-z0-9.-]*example)[a-z0-9.-]+"),
                    Pattern.compile("/(?:root|home/[a-z]+)/(?:\\.m2|work)"));

    /** The published test vectors of the signing scheme carry the secrets they were made with. */
    private static final Pattern WEBHOOK_SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{32,}={0,2}");

    private static final List<String> PUBLISHED_VECTORS = List.of("signing-vectors.json");

    @Test
    void noTrackedFileHoldsASecret() throws IOException, InterruptedException {
        List<String> findings = new ArrayList<>();
        List<Path> files = trackedFiles();
        for (Path file : files) {
            findings.addAll(scan(file, text(file)));
        }

        assertTrue(files.size() > 100, "files scanned: " + files.size());
        assertEquals(List.of(), findings);
    }

    @Test
    void theScanFindsWhatItLooksFor() {
        String key = "sk_" + "live_" + "a".repeat(24);
        String jwk = "{\"" + "d\":\"" + "A".repeat(43) + "\"}";
        String secret = "whsec" + "_" + "A".repeat(40);

        for (String planted : List.of(key, jwk, secret)) {
            assertFalse(scan(Path.of("planted.txt"), planted).isEmpty(), planted);
        }
    }

    private static List<String> scan(Path file, String text) {
        List<String> findings = new ArrayList<>();
        for (Pattern pattern : FORBIDDEN) {
            find(pattern, file, text, findings);
        }
        if (!PUBLISHED_VECTORS.contains(String.valueOf(file.getFileName()))) {
            find(WEBHOOK_SECRET, file, text, findings);
        }
        return findings;
    }

    private static void find(Pattern pattern, Path file, String text, List<String> findings) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            findings.add(file + " matches " + pattern);
        }
    }

    private static List<Path> trackedFiles() throws IOException, InterruptedException {
        Process git =
                new ProcessBuilder(
                                "git",
                                "ls-files",
                                "-z",
                                "--cached",
                                "--others",
                                "--exclude-standard")
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, git.waitFor(), output);
        return List.of(output.split("\0")).stream()
                .map(ROOT::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException binary) {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
    }
}
