package dev.rollcall.webhook.receive;

import dev.rollcall.webhook.inbox.Receipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts what came to the door. Labels are words of ours, never what was sent. Thread-safe. */
@Singleton
final class ReceiveMetrics {

    private final Meter.MeterProvider<Counter> received;
    private final Meter.MeterProvider<Counter> refused;

    ReceiveMetrics(MeterRegistry registry) {
        received =
                Counter.builder("rollcall.webhook.received")
                        .description("Verified webhooks that were answered with 200")
                        .withRegistry(registry);
        refused =
                Counter.builder("rollcall.webhook.refused")
                        .description("Requests that were not, by reason")
                        .withRegistry(registry);
        for (Receipt receipt : Receipt.values()) {
            counter(receipt).increment(0); // a rate needs the beginning
        }
    }

    void received(Receipt receipt) {
        counter(receipt).increment();
    }

    /** {@code reason} is a stable word. */
    void refused(String reason) {
        refused.withTag("reason", reason).increment();
    }

    private Counter counter(Receipt receipt) {
        return received.withTag("receipt", receipt.name().toLowerCase(Locale.ROOT));
    }
}
