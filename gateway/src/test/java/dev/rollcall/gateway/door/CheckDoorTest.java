package dev.rollcall.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.gateway.check.CheckProcess;
import dev.rollcall.gateway.door.Wire.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gateway check} says is what the door does. */
class CheckDoorTest {

    private static final Door DOOR = new Door(Map.of("rollcall.limits.address", 0));
    private static final List<String> TARGETS =
            List.of(
                    "GET /api/auth/health",
                    "GET /api/auth/profile",
                    "POST /api/auth/login",
                    "GET /api/orgs",
                    "POST /api/orgs",
                    "GET /api/admin/users",
                    "GET /api/admin/audit",
                    "GET /api/admin/routes",
                    "GET /api/sample/x",
                    "GET /api/sample/",
                    "GET /api//sample/x",
                    "GET /nowhere",
                    "BREW /api/orgs");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir private Path folder = Path.of("");

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @Test
    void theVerdictIsWhatTheDoorDoes() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (String target : TARGETS) {
            for (String who : List.of("anonymous", "session", "role:compliance", "role:admin")) {
                requests.append(target).append(' ').append(who).append('\n');
            }
        }

        assertEquals(0, check(requests.toString(), DOOR.token("admin")));

        List<String> verdicts = printed.toString(StandardCharsets.UTF_8).lines().toList();
        for (String verdict : verdicts.subList(0, verdicts.size() - 1)) {
            assertDone(verdict.split("\\s+", -1), verdict);
        }
        assertEquals("52 requests, 0 differ.", verdicts.getLast());
    }

    @Test
    void theVerdictOfARecordingIsWhatTheDoorDoesToo() throws IOException {
        StringBuilder entries = new StringBuilder();
        for (String target : TARGETS) {
            String[] words = target.split(" ", -1);
            for (String token : List.of("", DOOR.token("grace"))) {
                entries.append(entries.isEmpty() ? "" : ",").append(entry(words, token));
            }
        }

        assertEquals(0, check("{\"log\": {\"entries\": [" + entries + "]}}", DOOR.token("admin")));

        List<String> verdicts = printed.toString(StandardCharsets.UTF_8).lines().toList();
        for (String verdict : verdicts.subList(0, verdicts.size() - 1)) {
            assertDone(verdict.split("\\s+", -1), verdict);
        }
        assertEquals("26 requests, 0 differ.", verdicts.getLast());
        assertEquals(13, verdicts.stream().filter(it -> it.contains(" session ")).count());
        assertFalse(String.join("", verdicts).contains(DOOR.token("grace")));
    }

    @Test
    void aTableThatTheDoorDoesNotHaveDiffers() throws IOException {
        String open =
                """
                rollcall.routes.orgs:
                  access: public
                  identity: none
                """;
        Path routes = Files.writeString(folder.resolve("routes.yml"), open);

        int exitCode =
                check(
                        "GET /api/orgs anonymous\n",
                        DOOR.token("admin"),
                        "--routes",
                        routes.toString());

        assertEquals(1, exitCode);
        String output = printed.toString(StandardCharsets.UTF_8);
        assertTrue(output.contains("granted by identity\n"), output);
        assertTrue(output.contains("running"), output);
    }

    @Test
    void onlyAnAdministratorIsShownTheTable() {
        RuntimeException refused =
                assertThrows(
                        RuntimeException.class,
                        () -> check("GET / anonymous", DOOR.token("grace")));

        assertTrue(String.valueOf(refused.getMessage()).contains("answers 403"));
        assertEquals(401, DOOR.wire.get("/api/admin/routes").status());
    }

    /** A request as a browser records it; its token, if it has one, is the session's cookie. */
    private static String entry(String[] words, String token) {
        String cookie =
                token.isEmpty()
                        ? ""
                        : "{\"name\": \"Cookie\", \"value\": \"__session=" + token + "\"}";
        return """
               {"request": {"method": "%s", "url": "%s%s", "headers": [%s], "bodySize": 0}}"""
                .formatted(words[0], DOOR.server.getURL(), words[1], cookie);
    }

    private int check(String requests, String token, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("requests.txt"), requests);
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--gateway", DOOR.server.getURL().toString()));
        return new CheckProcess(
                        Map.of("ROLLCALL_TOKEN", token),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(arguments);
    }

    /** Words of a verdict: method, target, who, granted or refused, by or the status. */
    private static void assertDone(String[] words, String verdict) {
        String[] bearer =
                switch (words[2]) {
                    case "anonymous" -> new String[0];
                    case "role:admin" -> new String[] {DOOR.bearer("admin")};
                    case "role:compliance" -> new String[] {DOOR.bearer("compliance")};
                    default -> new String[] {DOOR.bearer("grace")};
                };
        Reply reply = DOOR.wire.send(words[0], words[1], "", bearer);

        String expected = words[4].equals("by") ? "200" : words[4];
        assertEquals(expected, Integer.toString(reply.status()), verdict);
    }
}
