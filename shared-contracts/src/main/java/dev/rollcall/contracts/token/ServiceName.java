package dev.rollcall.contracts.token;

import java.util.Locale;
import java.util.Optional;

/** Rollcall's own processes: issuers of service tokens, and their audiences. */
public enum ServiceName {
    GATEWAY,
    WEBHOOK,
    IDENTITY,
    AUDIT;

    /** The name in tokens, key ids and configuration. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ServiceName> ofWire(String text) {
        for (ServiceName service : values()) {
            if (service.wire().equals(text)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }
}
