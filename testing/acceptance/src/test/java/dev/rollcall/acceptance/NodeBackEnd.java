package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.token.IdentityTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The back end of {@code docs/backends/node}, as a process of its own. */
final class NodeBackEnd implements AutoCloseable {

    /** Its name in the gateway's route table. */
    static final String NAME = "notes";

    private static final Path FOLDER =
            Path.of(System.getProperty("rollcall.home", "../.."), "docs", "backends", "node");

    /** What a request carries to show that the gateway sent it, and for whom. */
    record Signed(@Nullable String service, @Nullable String identity) {}

    private final Process process;
    private final Door door;

    /** With the packages of its lock file; ready when this returns. */
    NodeBackEnd(RunningStack stack, int port, String gatewayUrl)
            throws IOException, InterruptedException {
        NodeTool.install(FOLDER);
        ProcessBuilder builder =
                new ProcessBuilder("node", "server.mjs")
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        stack.home().resolve("node-back-end.log").toFile()));
        builder.environment()
                .putAll(
                        Map.of(
                                "BACKEND_NAME",
                                NAME,
                                "GATEWAY_URL",
                                gatewayUrl,
                                "ROLLCALL_TRUSTED_KEYS",
                                stack.secrets().trustedKeys(),
                                "PORT",
                                Integer.toString(port)));
        process = builder.start();
        door = new Door("http://127.0.0.1:" + port);
        await().atMost(BOUND).until(this::answers);
    }

    /** Asks it past the gateway. */
    Reply ask(Signed signed) {
        Map<String, String> headers = new HashMap<>();
        headers.put(RequestId.HEADER, "around-the-gateway");
        if (signed.service() != null) {
            headers.put("Authorization", "Bearer " + signed.service());
        }
        if (signed.identity() != null) {
            headers.put(IdentityTokens.HEADER, signed.identity());
        }
        return ask(headers);
    }

    Reply ask(Map<String, String> headers) {
        return door.send("GET", "/api/notes/me", headers, "");
    }

    private boolean answers() {
        try {
            return ask(Map.of()).status() == 401;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
