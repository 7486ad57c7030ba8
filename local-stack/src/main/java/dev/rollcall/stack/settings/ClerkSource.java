package dev.rollcall.stack.settings;

import dev.rollcall.contracts.clerk.ClerkInstance;
import dev.rollcall.stack.process.StackException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who plays Clerk: the emulator, or Clerk itself where its three values are set. */
public sealed interface ClerkSource {

    /** {@code clerk.localhost$} in base64, as a publishable key names its host. */
    String EMULATOR_PUBLISHABLE_KEY = "pk_test_Y2xlcmsubG9jYWxob3N0JA==";

    /** The emulator; its secrets are generated. */
    record Emulator() implements ClerkSource {}

    /** An account at Clerk. */
    record Account(ClerkInstance instance, String secretKey, String webhookSecret)
            implements ClerkSource {
        @Override
        public String toString() {
            return "Account[" + instance.host() + ']';
        }
    }

    /**
     * Reads the three values.
     *
     * @throws StackException if some are set and others not, or one is malformed
     */
    static ClerkSource of(Map<String, String> environment) {
        Map<String, String> wheres = new LinkedHashMap<>();
        wheres.put("CLERK_PUBLISHABLE_KEY", "Clerk dashboard, API keys");
        wheres.put("CLERK_SECRET_KEY", "Clerk dashboard, API keys");
        wheres.put("CLERK_WEBHOOK_SIGNING_SECRET", "Clerk dashboard, Webhooks, the endpoint");
        List<String> missing =
                wheres.keySet().stream()
                        .filter(name -> value(environment, name).isEmpty())
                        .toList();
        if (missing.size() == wheres.size()
                || EMULATOR_PUBLISHABLE_KEY.equals(value(environment, "CLERK_PUBLISHABLE_KEY"))) {
            return new Emulator();
        }
        if (!missing.isEmpty()) {
            throw new StackException(
                    "Clerk is only partly configured; missing: "
                            + String.join(
                                    ", ",
                                    missing.stream()
                                            .map(name -> name + " (" + wheres.get(name) + ')')
                                            .toList())
                            + ". Set all three, or none to use the emulator.");
        }
        try {
            return new Account(
                    ClerkInstance.parse(value(environment, "CLERK_PUBLISHABLE_KEY")),
                    value(environment, "CLERK_SECRET_KEY"),
                    value(environment, "CLERK_WEBHOOK_SIGNING_SECRET"));
        } catch (IllegalArgumentException e) {
            throw new StackException("CLERK_PUBLISHABLE_KEY is wrong: " + e.getMessage() + '.', e);
        }
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
