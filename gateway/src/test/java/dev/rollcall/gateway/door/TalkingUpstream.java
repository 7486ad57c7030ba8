package dev.rollcall.gateway.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service that keeps its connections and answers each request head with the bytes that its script
 * has for it; nothing hangs up. Bodies of some length are read with their heads. Thread safe.
 */
final class TalkingUpstream implements AutoCloseable {

    /** What is said to a request, by its head and its number on its connection, from 1. */
    interface Script {
        String answer(String head, int number);
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d{1,5})\r\n");

    final List<String> heads = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();

    private final ServerSocket server;
    private volatile Script script;

    TalkingUpstream(Script script) {
        this.script = script;
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

    void say(Script next) {
        script = next;
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
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
            for (int number = 1; ; number++) {
                String head = request(socket.getInputStream());
                heads.add(head);
                String answer = script.answer(head, number);
                if (answer.isEmpty()) {
                    return;
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // the gateway hung up
        }
    }

    private static String request(InputStream in) throws IOException {
        String head = head(in);
        Matcher length = LENGTH.matcher(head);
        return length.find()
                ? head
                        + new String(
                                in.readNBytes(Integer.parseInt(length.group(1))),
                                StandardCharsets.ISO_8859_1)
                : head;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no head");
            }
            head.append((char) next);
        }
        return head.toString();
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
