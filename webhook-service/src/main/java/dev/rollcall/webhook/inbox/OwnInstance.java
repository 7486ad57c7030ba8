package dev.rollcall.webhook.inbox;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.util.regex.Pattern;

/**
 * Tells events of our Clerk instance from those of another that was given the same signing secret.
 * Without {@code CLERK_INSTANCE_ID}, and for events that name none, there is nothing to tell. Made
 * at the start, so that a wrong id stops it. Immutable.
 */
@Context
public final class OwnInstance {

    /** Why an event of another instance is dead. */
    public static final String OTHER = "other_instance";

    private static final Pattern ID = Pattern.compile("ins_[A-Za-z0-9]{1,64}");

    private final String id;

    OwnInstance(@Value("${rollcall.webhook.instance:}") String id) {
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            throw new SettingsException("CLERK_INSTANCE_ID begins with ins_");
        }
        this.id = id;
    }

    public Envelope read(Payload payload) {
        Envelope envelope = EnvelopeReader.read(payload.bytes());
        return envelope instanceof Envelope.Usable usable && isOther(usable)
                ? new Envelope.Foreign(usable)
                : envelope;
    }

    private boolean isOther(Envelope.Usable event) {
        return !id.isEmpty() && event.instance() != null && !event.instance().equals(id);
    }
}
