package dev.rollcall.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive HTTP/1.1 connection with one request at a time. Understands small answers, whole
 * or in chunks. Used by one thread.
 */
final class Connection implements AutoCloseable {

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NOT_YET = 0;

    /** Of five hundred events, each with what it did. */
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
    private volatile long startNanos;

    Connection(InetSocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    /** From when the request counts that was sent last. */
    long startNanos() {
        return startNanos;
    }

    /** A request is smaller than the socket's buffer, which is empty between requests. */
    void send(ByteBuffer request, long start) throws IOException {
        answer.clear();
        startNanos = start; // volatile: whoever receives sees the buffer cleared
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** The status of the answer once all of it is here, else 0. */
    int receive() throws IOException {
        if (startNanos == 0 || !answer.hasRemaining()) {
            throw new IOException("an answer came unasked or is longer than " + LONGEST_ANSWER + " bytes");
        }
        if (channel.read(answer) < 0) {
            throw new EOFException("the door closed a connection");
        }
        int body = headEnd();
        if (body < 0 || !isWhole(body)) {
            return NOT_YET;
        }
        return 100 * (answer.get(9) - '0') + 10 * (answer.get(10) - '0') + answer.get(11) - '0';
    }

    private int headEnd() {
        for (int i = 3; i < answer.position(); i++) {
            if (answer.get(i) == '\n' && answer.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean isWhole(int body) {
        for (int line = lineAfter(0, body); line < body; line = lineAfter(line, body)) {
            if (begins(line, LENGTH)) {
                return answer.position() >= body + number(line + LENGTH.length);
            }
        }
        int last = answer.position() - LAST_CHUNK.length;
        return last >= body - 2 && begins(last, LAST_CHUNK);
    }

    private int lineAfter(int from, int to) {
        int i = from;
        while (i < to && answer.get(i) != '\n') {
            i++;
        }
        return i + 1;
    }

    /** Letters in either case. */
    private boolean begins(int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            int c = answer.get(at + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int at) {
        int i = at;
        while (answer.get(i) == ' ') {
            i++;
        }
        int number = 0;
        for (; answer.get(i) >= '0' && answer.get(i) <= '9'; i++) {
            number = 10 * number + answer.get(i) - '0';
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
