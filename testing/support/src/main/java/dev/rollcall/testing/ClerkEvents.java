package dev.rollcall.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Examples of Clerk's webhook bodies, one or more per event type, with invented people. A name is
 * the event type, then what is special: {@code user.created}, {@code user.created.phone-only}.
 */
public final class ClerkEvents {

    private static final String FOLDER = "/clerk-events";
    private static final String VECTORS = "signing-vectors";

    private ClerkEvents() {}

    /** The body of the example of this name, as JSON. */
    public static String body(String name) {
        return read(FOLDER + '/' + name + ".json");
    }

    /** Signatures made by others: secret, id, timestamp, body, header, valid. */
    public static String signingVectors() {
        return body(VECTORS);
    }

    /** All bodies by name, in the order of the names. */
    public static Map<String, String> all() {
        URL folder = ClerkEvents.class.getResource(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("no " + FOLDER + " on the class path");
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return list(Path.of(uri));
            }
            String jar = uri.getRawSchemeSpecificPart().replaceFirst("!.*", "");
            try (FileSystem files = FileSystems.newFileSystem(Path.of(URI.create(jar)))) {
                return list(files.getPath(FOLDER));
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("cannot list " + folder, e);
        }
    }

    private static Map<String, String> list(Path folder) throws IOException {
        Map<String, String> bodies = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.json$", "");
                if (!name.equals(VECTORS)) {
                    bodies.put(name, Files.readString(file));
                }
            }
        }
        return bodies;
    }

    private static String read(String resource) {
        try (InputStream in = ClerkEvents.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no example " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
