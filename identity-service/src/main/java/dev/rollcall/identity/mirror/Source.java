package dev.rollcall.identity.mirror;

import java.util.Locale;

/** Which path brought an observation. It never decides who wins; it is evidence. */
public enum Source {
    WEBHOOK,
    REQUEST,
    RECONCILIATION,
    MANUAL;

    /** As it stands in {@code last_sync_source} and in audit records. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
