package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.contracts.webhook.WebhookSignature;
import io.micronaut.context.annotation.Context;
import java.util.Arrays;
import java.util.List;

/**
 * The keys of the configured signing secrets, in their order. Made at the start, so that a wrong
 * one stops it. Immutable by convention: the arrays are handed to the MAC only.
 */
@Context
final class WebhookSecrets {

    private static final int MOST_SECRETS = 8;

    private final List<byte[]> keys;

    WebhookSecrets(ReceiveConfiguration configuration) {
        try {
            this.keys =
                    Arrays.stream(configuration.secrets().split(",", -1))
                            .map(String::strip)
                            .map(WebhookSignature::secret)
                            .toList();
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("CLERK_WEBHOOK_SIGNING_SECRET: " + wrong.getMessage());
        }
        if (keys.size() > MOST_SECRETS) {
            throw new SettingsException(
                    "CLERK_WEBHOOK_SIGNING_SECRET: at most " + MOST_SECRETS + " secrets");
        }
    }

    List<byte[]> keys() {
        return keys;
    }
}
