package dev.rollcall.gateway.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatheredLinesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final GatheredLines lines = new GatheredLines(out);

    @Test
    void holdsWhatIsAddedUntilItIsFlushed() throws IOException {
        lines.add(bytes("one\n"));
        lines.add(bytes("two\n"));
        assertEquals("", text());

        lines.flush();

        assertEquals("one\ntwo\n", text());
        assertTrue(lines.isEmpty());
    }

    @Test
    void tellsTheFirstLineSinceTheLastWrite() throws IOException {
        assertTrue(lines.add(bytes("one\n")));
        assertFalse(lines.add(bytes("two\n")));

        lines.flush();

        assertTrue(lines.add(bytes("three\n")));
    }

    @Test
    void writesWhatIsFullAndKeepsTheRest() throws IOException {
        byte[] half = new byte[GatheredLines.CAPACITY / 2];
        lines.add(half);
        lines.add(half);
        assertEquals(0, out.size());

        lines.add(bytes("more\n"));

        assertEquals(GatheredLines.CAPACITY, out.size());
        lines.flush();
        assertTrue(text().endsWith("more\n"));
    }

    @Test
    void writesALineThatNeverFitsBehindWhatCameBefore() throws IOException {
        byte[] huge = new byte[GatheredLines.CAPACITY + 1];
        huge[GatheredLines.CAPACITY] = '!';

        lines.add(bytes("before\n"));
        lines.add(huge);

        assertTrue(text().startsWith("before\n"));
        assertEquals(huge.length + "before\n".length(), out.size());
        assertTrue(text().endsWith("!"));
    }

    @Test
    void losesOnlyWhatTheStreamDoesNotTake() throws IOException {
        boolean[] broken = {true};
        GatheredLines faulty =
                new GatheredLines(
                        new OutputStream() {
                            @Override
                            public void write(int octet) throws IOException {
                                if (broken[0]) {
                                    throw new IOException("full");
                                }
                                out.write(octet);
                            }
                        });
        faulty.add(bytes("lost\n"));
        assertThrows(IOException.class, faulty::flush);
        broken[0] = false;

        faulty.add(bytes("kept\n"));
        faulty.flush();

        assertEquals("kept\n", text());
    }

    @Test
    void keepsEachLineWholeAndEachThreadsOrder() throws Exception {
        int each = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int name = t;
            threads.add(Thread.ofPlatform().start(() -> addNumbered(name, each)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        lines.flush();

        Map<String, Integer> next = new HashMap<>();
        for (String line : text().lines().toList()) {
            int space = line.indexOf(' ');
            String thread = line.substring(0, space);
            assertEquals(
                    next.getOrDefault(thread, 0), Integer.valueOf(line.substring(space + 1)), line);
            next.merge(thread, 1, Integer::sum);
        }
        assertArrayEquals(new Object[] {each, each, each, each}, next.values().toArray());
    }

    private void addNumbered(int name, int count) {
        try {
            for (int i = 0; i < count; i++) {
                lines.add(bytes(name + " " + i + "\n"));
                if (i % 97 == 0) {
                    lines.flush();
                }
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
