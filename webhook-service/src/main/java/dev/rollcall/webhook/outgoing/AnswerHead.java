package dev.rollcall.webhook.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the head of an HTTP/1.1 answer (RFC 9112), interim ones passed over. Stateless. */
final class AnswerHead {

    private static final int MOST_BYTES = 64 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: .*)?");
    private static final Pattern SECONDS =
            Pattern.compile("(?i)retry-after:[ \\t]*([0-9]{1,9})[ \\t]*");

    private AnswerHead() {}

    static PostOutcome read(InputStream in) throws IOException {
        int left = MOST_BYTES;
        while (true) {
            int status = 0;
            Duration retryAfter = null;
            String line = null;
            do {
                line = line(in, left);
                if (line == null) {
                    return new PostOutcome.Failed("no_http_answer");
                }
                left -= line.length() + 2;
                if (status == 0) {
                    Matcher matcher = STATUS.matcher(line);
                    if (!matcher.matches()) {
                        return new PostOutcome.Failed("no_http_answer");
                    }
                    status = Integer.parseInt(matcher.group(1));
                } else {
                    Matcher matcher = SECONDS.matcher(line);
                    if (matcher.matches()) {
                        retryAfter = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
                    }
                }
            } while (!line.isEmpty());
            if (status >= 200) {
                return new PostOutcome.Answered(status, retryAfter);
            }
        }
    }

    /** Without its end; null if the answer ends before, or it would be too long. */
    private static @Nullable String line(InputStream in, int most) throws IOException {
        byte[] bytes = new byte[Math.max(0, Math.min(most, 8192))];
        int length = 0;
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (length == bytes.length) {
                return null;
            }
            bytes[length++] = (byte) next;
            next = in.read();
        }
        if (next < 0) {
            return null;
        }
        int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }
}
