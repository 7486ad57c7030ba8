package dev.rollcall.webhook.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookSecretsTest {

    private static final String ONE = "dGVzdC1zZWNyZXQtb25lLTAxMjM0NTY3ODk=";

    @Test
    void readsSeveralSecretsWithAndWithoutPrefix() {
        List<byte[]> keys = secrets("whsec_" + ONE + " , " + ONE).keys();

        assertEquals(2, keys.size());
        assertEquals(
                "test-secret-one-0123456789", new String(keys.getFirst(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_????", "whsec_c2hvcnQ=", ONE + ",", "," + ONE})
    void stopsTheStartForAWrongSecretWithoutRepeatingIt(String text) {
        SettingsException refused = assertThrows(SettingsException.class, () -> secrets(text));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("CLERK_WEBHOOK_SIGNING_SECRET"));
        assertFalse(message.contains("c2hvcnQ") || message.contains("????"));
    }

    private static WebhookSecrets secrets(String text) {
        return new WebhookSecrets(new ReceiveConfiguration(text, Duration.ofMinutes(5)));
    }
}
