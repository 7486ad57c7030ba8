package dev.rollcall.webhook.event;

import dev.rollcall.contracts.admin.WebhookPayload;
import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.webhook.evidence.Evidence;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows an operator a body as it was signed, once that is on record. Thread-safe. */
@Singleton
final class RevealPayload {

    private final ReadEvent readEvent;
    private final Evidence evidence;
    private final Uuid7 ids;

    RevealPayload(ReadEvent readEvent, Evidence evidence, Uuid7 ids) {
        this.readEvent = readEvent;
        this.evidence = evidence;
        this.ids = ids;
    }

    WebhookPayload run(String id, AuthenticatedUser operator) {
        EventRow row = readEvent.get(id);
        EventRow.Bytes payload = row.payload();
        if (payload == null) {
            throw new ProblemException(ProblemCode.EVENT_ERASED, "The payload was erased.");
        }
        MessageId messageId = row.event().messageId();
        evidence.append(
                ids.next(),
                AuditAction.WEBHOOK_REVEALED,
                operator,
                person(row.event().subject()),
                Map.of("message_id", messageId.value()));
        return payload(messageId, payload.octets());
    }

    private static WebhookPayload payload(MessageId id, byte[] octets) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            return new WebhookPayload(id, text, null);
        } catch (CharacterCodingException notText) {
            return new WebhookPayload(id, null, Base64.getEncoder().encodeToString(octets));
        }
    }

    private static @Nullable ClerkUserId person(@Nullable String subject) {
        return subject != null && subject.startsWith("user_") ? new ClerkUserId(subject) : null;
    }
}
