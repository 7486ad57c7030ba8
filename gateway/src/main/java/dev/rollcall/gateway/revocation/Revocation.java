package dev.rollcall.gateway.revocation;

/** Why a token that is valid does not count. */
public enum Revocation {
    /** Its session was revoked, ended or removed. */
    SESSION,
    /** Its user was banned or deleted. */
    USER,
    /** Issued before the membership in its organisation was removed or lowered. */
    MEMBERSHIP,
    /** Issued before something that is no longer known one by one. */
    FORGOTTEN
}
