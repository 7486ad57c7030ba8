package dev.rollcall.contracts.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The process environment as Rollcall reads it: {@code X_FILE} names a file that holds the value of
 * {@code X}; a front end's {@code NEXT_PUBLIC_} and {@code VITE_} spellings and the older name of
 * the webhook secret count where the proper name is absent. Pure but for reading the files.
 */
public final class EffectiveEnvironment {

    private static final String FILE_SUFFIX = "_FILE";
    private static final String PUBLISHABLE_KEY = "CLERK_PUBLISHABLE_KEY";
    private static final String WEBHOOK_SECRET = "CLERK_WEBHOOK_SIGNING_SECRET";

    private EffectiveEnvironment() {}

    /** Throws SettingsException if a file cannot be read or a variable stands beside its file. */
    public static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> effective = new HashMap<>(environment);
        environment.forEach(
                (name, file) -> {
                    if (isOurs(name) && name.endsWith(FILE_SUFFIX)) {
                        String target = name.substring(0, name.length() - FILE_SUFFIX.length());
                        if (!environment.getOrDefault(target, "").isEmpty()) {
                            throw new SettingsException(
                                    target + " and " + name + " are both set: keep one");
                        }
                        effective.put(target, read(name, file));
                    }
                });
        alias(effective, PUBLISHABLE_KEY, "NEXT_PUBLIC_" + PUBLISHABLE_KEY);
        alias(effective, PUBLISHABLE_KEY, "VITE_" + PUBLISHABLE_KEY);
        alias(effective, WEBHOOK_SECRET, "CLERK_WEBHOOK_SECRET");
        return Map.copyOf(effective);
    }

    private static boolean isOurs(String name) {
        return name.startsWith("CLERK_")
                || name.startsWith("ROLLCALL_")
                || name.endsWith("DATABASE_URL" + FILE_SUFFIX);
    }

    private static void alias(Map<String, String> effective, String name, String alias) {
        String value = effective.getOrDefault(alias, "");
        if (effective.getOrDefault(name, "").isEmpty() && !value.isEmpty()) {
            effective.put(name, value);
        }
    }

    private static String read(String name, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new SettingsException(name + " names a file that cannot be read");
        }
    }
}
