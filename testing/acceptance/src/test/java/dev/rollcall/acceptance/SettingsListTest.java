package dev.rollcall.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** O2: {@code .env.example} lists every setting that a service reads, with the same default. */
class SettingsListTest {

    private static final Path ROOT = Path.of(System.getProperty("rollcall.home", "../.."));
    private static final Pattern LISTED = Pattern.compile("(?m)^#([A-Z_]+)=(.*)$");
    private static final Pattern READ =
            Pattern.compile("\\$\\{([A-Z]+_[A-Z_]+)(?::(?:`([^`]*)`|([^}]*)))?}");

    @Test
    void everySettingIsListedOnce() throws IOException {
        List<String> listed =
                LISTED.matcher(text(".env.example")).results().map(it -> it.group(1)).toList();

        TreeSet<String> missing = new TreeSet<>(read().keySet());
        missing.removeAll(listed);
        assertEquals("[]", missing.toString());
        assertEquals(listed.size(), new TreeSet<>(listed).size(), listed.toString());
    }

    @Test
    void theDefaultsAreThoseOfTheServices() throws IOException {
        Map<String, String> read = read();
        Matcher listed = LISTED.matcher(text(".env.example"));
        while (listed.find()) {
            String used = read.get(listed.group(1));
            boolean example =
                    listed.group(2).contains("...") || listed.group(2).contains("example.com");
            assertTrue(
                    used == null || example || used.equals(listed.group(2)),
                    listed.group() + " but the default is " + used);
        }
    }

    /** Names and defaults; empty for none. Where two services differ the last one counts. */
    private static Map<String, String> read() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.sorted().toList()) {
                Path file = module.resolve("src/main/resources/application.yml");
                if (Files.exists(file)) {
                    Matcher matcher = READ.matcher(Files.readString(file));
                    while (matcher.find()) {
                        String quoted = matcher.group(2);
                        String plain = matcher.group(3);
                        settings.put(
                                matcher.group(1),
                                quoted != null ? quoted : plain == null ? "" : plain);
                    }
                }
            }
        }
        return settings;
    }

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
