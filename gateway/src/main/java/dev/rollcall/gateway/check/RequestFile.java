package dev.rollcall.gateway.check;

import io.micronaut.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The requests to judge: written, one on a line, or recorded, as an HTTP Archive. That is told by
 * its name, {@code .har}, or by the brace that it begins with.
 */
final class RequestFile {

    private static final long LARGEST_BYTES = 64L << 20;
    private static final int BYTE_ORDER_MARK = 3;
    private static final int LOOK_AHEAD = 1024;

    private RequestFile() {}

    /**
     * {@code as} and {@code host} are for a recording, see {@link RecordedRequests}.
     *
     * @throws CheckFault naming the file, and in it line or entry
     */
    static List<WrittenRequest> read(Path file, @Nullable Who as, @Nullable String host) {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new CheckFault(file + " has more than " + LARGEST_BYTES + " bytes.");
            }
            List<WrittenRequest> requests =
                    isRecording(file)
                            ? new RecordedRequests(file.toString(), as, host).of(recording(file))
                            : written(file, as != null || host != null);
            if (requests.isEmpty()) {
                throw new CheckFault(file + " holds no request.");
            }
            return requests;
        } catch (IOException unreadable) {
            throw new CheckFault("Cannot read " + file + '.');
        }
    }

    private static List<WrittenRequest> written(Path file, boolean toldMore) throws IOException {
        if (toldMore) {
            throw new CheckFault("--as and --host are for a recording; " + file + " is none.");
        }
        return WrittenRequest.parse(file.toString(), Files.readAllLines(file));
    }

    private static boolean isRecording(Path file) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".har")) {
            return true;
        }
        try (InputStream bytes = open(file)) {
            String start = new String(bytes.readNBytes(LOOK_AHEAD), StandardCharsets.UTF_8);
            return start.stripLeading().startsWith("{");
        }
    }

    private static Har recording(Path file) throws IOException {
        try (InputStream bytes = open(file)) {
            Har har = JsonMapper.createDefault().readValue(bytes, Har.class);
            if (har == null) {
                throw new CheckFault(file + " is no HAR: it is empty.");
            }
            return har;
        } catch (IOException broken) {
            // what it says repeats the recording, and there may be tokens in that
            throw new CheckFault(file + " is no HAR: it is no JSON of that shape.");
        }
    }

    /** Past the byte order mark, if there is one. */
    private static InputStream open(Path file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(BYTE_ORDER_MARK);
        byte[] start = bytes.readNBytes(BYTE_ORDER_MARK);
        if (!Arrays.equals(start, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
            bytes.reset();
        }
        return bytes;
    }
}
