package dev.rollcall.contracts.change;

import io.micronaut.serde.annotation.Serdeable;

/** What a follower has to do about a change. */
@Serdeable
public enum ChangeKind {
    /** Forget what is remembered of the user. */
    USER_CHANGED(false),
    /** Banned or deleted: no token of the user counts until {@link #USER_READMITTED}. */
    USER_REVOKED(true),
    /** No longer banned, or seen again after absence. */
    USER_READMITTED(true),
    /** No token of the session counts any more. */
    SESSION_REVOKED(true),
    /** Forget what is remembered of the user. */
    MEMBERSHIP_CHANGED(false),
    /** Refuse the user's tokens for the organisation that were issued up to then. */
    MEMBERSHIP_REVOKED(true),
    /** Forget everybody whose organisations include this one. */
    ORG_CHANGED(false);

    private final boolean urgent;

    ChangeKind(boolean urgent) {
        this.urgent = urgent;
    }

    /** Decides whether tokens count: numbered before other changes, and loaded at a start. */
    public boolean isUrgent() {
        return urgent;
    }
}
