package dev.rollcall.gateway.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service that counts what it is sent and keeps none of it: answers a body with nothing once it
 * is whole, and {@code GET .../<n>} with n bytes. Thread safe.
 */
final class StreamUpstream implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");
    private static final Pattern WANTED = Pattern.compile("^GET \\S*/(\\d+) ");

    final AtomicLong received = new AtomicLong();
    final AtomicInteger whole = new AtomicInteger();
    final AtomicInteger cutOff = new AtomicInteger();
    final AtomicInteger unsent = new AtomicInteger();
    volatile CountDownLatch reading = new CountDownLatch(0);

    private final ServerSocket server;

    StreamUpstream() {
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

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> speak(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void speak(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            String head = head(in);
            Matcher wanted = WANTED.matcher(head);
            if (wanted.find()) {
                send(socket.getOutputStream(), Long.parseLong(wanted.group(1)));
            } else {
                reading.await();
                Matcher length = LENGTH.matcher(head);
                boolean complete = count(in, length.find() ? Long.parseLong(length.group(1)) : -1);
                (complete ? whole : cutOff).incrementAndGet();
                write(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        } catch (IOException gone) {
            cutOff.incrementAndGet();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no head");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Whether all came; a length below 0 is a body that never ends. */
    private boolean count(InputStream in, long length) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = length < 0 ? Long.MAX_VALUE : length;
        while (left > 0) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                return false;
            }
            left -= n;
            received.addAndGet(n);
        }
        return true;
    }

    private void send(OutputStream out, long bytes) throws IOException {
        write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: "
                        + bytes
                        + "\r\n\r\n");
        byte[] buffer = new byte[1 << 16];
        try {
            for (long left = bytes; left > 0; left -= buffer.length) {
                out.write(buffer, 0, (int) Math.min(buffer.length, left));
            }
        } catch (IOException gone) {
            unsent.incrementAndGet();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
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
