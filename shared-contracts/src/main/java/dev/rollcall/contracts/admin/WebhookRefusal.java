package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.id.MessageId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * A message that was refused since the process that answers started, and has not been accepted
 * since. What it says is the sender's word, unless it was {@code verified}.
 *
 * @param reason of the last refusal, a stable word
 * @param verified whether its signature was right: then it is Clerk's, and we could not keep it
 * @param givesUpAt when Svix stops trying, if the first refusal that we know was its first try
 */
@Serdeable
public record WebhookRefusal(
        MessageId messageId,
        String reason,
        boolean verified,
        int refusals,
        Instant firstAt,
        Instant lastAt,
        Instant givesUpAt) {

    /** The newest ones, by {@code lastAt}. */
    @Serdeable
    public record Listing(List<WebhookRefusal> refusals) {

        public Listing {
            refusals = List.copyOf(refusals);
        }
    }
}
