package dev.rollcall.acceptance.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** TCP connections as Linux shows them (proc(5)). */
final class Connections {

    private static final String ESTABLISHED = "01";
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Connections() {}

    /** How many the process has to the port; one of HTTP/1.1 carries one request at a time. */
    static int count(ProcessHandle process, int port) throws IOException {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        Set<String> sockets = sockets(proc.resolve("fd"));
        String remote = String.format(Locale.ROOT, ":%04X", port);
        int count = 0;
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String line : Files.readAllLines(proc.resolve(table))) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns[REMOTE].endsWith(remote)
                        && columns[STATE].equals(ESTABLISHED)
                        && sockets.contains("socket:[" + columns[INODE] + ']')) {
                    count++;
                }
            }
        }
        return count;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path each : all.toList()) {
                try {
                    sockets.add(Files.readSymbolicLink(each).toString());
                } catch (IOException closed) {
                    // between the list and the look
                }
            }
        }
        return sockets;
    }
}
