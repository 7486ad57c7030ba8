package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.id.MessageId;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's body as it was signed; personal data. One of the two forms is there.
 *
 * @param text where it is UTF-8
 * @param base64 where it is not
 */
@Serdeable
public record WebhookPayload(MessageId messageId, @Nullable String text, @Nullable String base64) {

    @Override
    public String toString() {
        return "WebhookPayload[" + messageId + ']';
    }
}
