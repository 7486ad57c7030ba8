package dev.rollcall.webhook.delivery;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a settled batch says in the log: figures, and one line for each event that failed. */
final class DeliveryLog {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private DeliveryLog() {}

    /** A call and its write-back, which identity-service answered event by event. */
    static void answered(int events, long nanos) {
        LOG.info("event=webhook.delivered n={} ms={}", events, nanos / 1_000_000);
    }

    /** {@code lost}: how many more there were whose lease had gone to somebody else. */
    static void settled(Map<LeasedEvent, Settlement> settlements, int lost) {
        int applied = 0;
        int ignored = 0;
        for (Map.Entry<LeasedEvent, Settlement> entry : settlements.entrySet()) {
            String id = entry.getKey().messageId();
            switch (entry.getValue()) {
                case Settlement.Applied taken -> applied++;
                case Settlement.Ignored passed -> ignored++;
                case Settlement.Returned returned -> {
                    // told once for the whole batch
                }
                case Settlement.Postponed postponed ->
                        LOG.warn(
                                "event=webhook.postponed message_id={} error={} attempts={} ms={}",
                                id,
                                postponed.error(),
                                entry.getKey().attempts() + 1,
                                postponed.delay().toMillis());
                case Settlement.Deferred deferred ->
                        LOG.warn(
                                "event=webhook.deferred message_id={} error={} ms={}",
                                id,
                                deferred.error(),
                                deferred.delay().toMillis());
                case Settlement.Buried buried ->
                        LOG.error(
                                "event=webhook.dead message_id={} reason={} attempts={}",
                                id,
                                buried.reason(),
                                entry.getKey().attempts() + 1);
            }
        }
        if (applied + ignored > 0) {
            LOG.info("event=webhook.settled applied={} ignored={}", applied, ignored);
        }
        if (lost > 0) {
            LOG.warn("event=webhook.lease_lost n={}", lost);
        }
    }
}
