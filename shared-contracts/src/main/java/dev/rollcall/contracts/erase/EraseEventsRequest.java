package dev.rollcall.contracts.erase;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.EmailAddress;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks webhook-service to forget what events said of a person. Repeating it is safe.
 *
 * @param userId whose
 * @param emails addresses of theirs that are known elsewhere, at most {@value #MOST_EMAILS}: they
 *     find invitations, which name nobody else. Those in the person's own events are found anyway
 * @param after null at first, else what the last answer says
 */
@Serdeable
public record EraseEventsRequest(
        ClerkUserId userId, List<EmailAddress> emails, @Nullable String after) {

    public static final int MOST_EMAILS = 50;

    public EraseEventsRequest {
        emails = List.copyOf(emails);
        if (emails.size() > MOST_EMAILS) {
            throw new IllegalArgumentException("too many addresses");
        }
    }

    @Override
    public String toString() {
        return "EraseEventsRequest[]";
    }
}
