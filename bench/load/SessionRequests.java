package dev.rollcall.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads of {@code door}, each with the next token of a file, from the first again after the last. */
final class SessionRequests implements Requests {

    private final List<ByteBuffer> requests;
    private int next;

    SessionRequests(Options options, Path tokens) throws IOException {
        requests =
                Files.readAllLines(tokens).stream()
                        .map(token -> request(options, token))
                        .toList();
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("a file of tokens is empty");
        }
    }

    private static ByteBuffer request(Options options, String token) {
        String text =
                "GET %s HTTP/1.1\r\nhost: %s\r\nauthorization: Bearer %s\r\n\r\n"
                        .formatted(
                                options.door().getRawPath(), options.door().getAuthority(), token);
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int eventsEach() {
        return 1;
    }

    @Override
    public ByteBuffer next() {
        ByteBuffer request = requests.get(next).duplicate();
        next = (next + 1) % requests.size();
        return request;
    }
}
