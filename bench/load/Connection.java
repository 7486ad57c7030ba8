package dev.rollcall.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kept-alive HTTP/1.1 connection with one request at a time. Understands small answers, whole
 * or in chunks. Used by one thread.
 */
final class Connection implements AutoCloseable {

    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *(\\d+)\r\n", Pattern.CASE_INSENSITIVE);
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final int NOT_YET = 0;

    /** Of five hundred events, each with what it did. */
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
    private long sentNanos;

    Connection(InetSocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** A request is smaller than the socket's buffer, which is empty between requests. */
    void send(ByteBuffer request) throws IOException {
        answer.clear();
        sentNanos = System.nanoTime();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** The status of the answer once all of it is here, else 0. */
    int receive() throws IOException {
        if (!answer.hasRemaining()) {
            throw new IOException("an answer is longer than " + LONGEST_ANSWER + " bytes");
        }
        if (channel.read(answer) < 0) {
            throw new EOFException("the door closed a connection");
        }
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        int headEnd = text.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return NOT_YET;
        }
        return isWhole(text, headEnd) ? Integer.parseInt(text.substring(9, 12)) : NOT_YET;
    }

    private static boolean isWhole(String text, int headEnd) {
        Matcher length = LENGTH.matcher(text);
        return length.find()
                ? text.length() >= headEnd + 4 + Integer.parseInt(length.group(1))
                : text.endsWith(LAST_CHUNK);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
