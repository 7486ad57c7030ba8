package dev.rollcall.gateway.proxy;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace a request belongs to (W3C Trace Context, version 00). */
final class TraceParent {

    static final String HEADER = "traceparent";

    private static final Pattern SHAPE =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int LENGTH = 55;
    private static final HexFormat HEX = HexFormat.of();

    private TraceParent() {}

    /** What was sent if it can be read, else the start of a trace of our own, not sampled. */
    static String of(@Nullable String sent) {
        if (sent != null && sent.length() == LENGTH && SHAPE.matcher(sent).matches()) {
            return sent;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "00-"
                + HEX.toHexDigits(random.nextLong() | 1)
                + HEX.toHexDigits(random.nextLong())
                + '-'
                + HEX.toHexDigits(random.nextLong() | 1)
                + "-00";
    }
}
