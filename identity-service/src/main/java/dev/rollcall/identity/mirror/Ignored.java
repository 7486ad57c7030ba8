package dev.rollcall.identity.mirror;

import java.util.Locale;

/** Why an observation changed nothing. */
public enum Ignored {
    /** A greater version is already there. */
    STALE,
    /** This very observation is already there. */
    DUPLICATE,
    /** The object, or one it hangs on, has been deleted for ever. */
    AFTER_REMOVAL,
    /** Missed at Clerk, and never seen here either. */
    NEVER_SEEN;

    /** The code in event outcomes. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
