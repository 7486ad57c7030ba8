package dev.rollcall.webhook.forward;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an attempt says in the log. */
final class ForwardLog {

    private static final Logger LOG = LoggerFactory.getLogger(Forward.class);

    private ForwardLog() {}

    /** {@code kept}: whether the row was still under the lease. */
    static void settled(String target, String messageId, ForwardOutcome outcome, boolean kept) {
        switch (outcome) {
            case ForwardOutcome.Done done ->
                    LOG.info("event=webhook.forwarded target={} message_id={}", target, messageId);
            case ForwardOutcome.Postponed postponed ->
                    LOG.warn(
                            "event=webhook.forward_postponed target={} message_id={} error={} ms={}",
                            target,
                            messageId,
                            postponed.error(),
                            postponed.delay().toMillis());
            case ForwardOutcome.Buried buried ->
                    LOG.error(
                            "event=webhook.forward_dead target={} message_id={} error={}",
                            target,
                            messageId,
                            buried.error());
        }
        if (!kept) {
            LOG.warn("event=webhook.forward_lease_lost target={}", target);
        }
    }
}
