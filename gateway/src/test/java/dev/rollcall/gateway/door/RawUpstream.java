package dev.rollcall.gateway.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that answers every request with exactly these bytes, then hangs up. Thread safe. */
final class RawUpstream implements AutoCloseable {

    private final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;
    private volatile String answer = "";
    private volatile boolean reset;

    RawUpstream() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void answer(String bytes) {
        answer = bytes;
        reset = false;
    }

    /** As {@link #answer}, and breaks the connection when the client has had time to read it. */
    void answerThenReset(String bytes) {
        answer = bytes;
        reset = true;
    }

    int connections() {
        return connections.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> speak(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void speak(Socket socket) {
        try (socket) {
            int seen = 0;
            while (seen < 4) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return;
                }
                seen = next == (seen % 2 == 0 ? '\r' : '\n') ? seen + 1 : 0;
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            if (reset) {
                Thread.sleep(300);
                socket.setSoLinger(true, 0);
            }
        } catch (IOException gone) {
            // the gateway hung up
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
