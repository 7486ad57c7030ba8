package dev.rollcall.acceptance.crash;

/** What a client of the load asked for; the subject of an operation is what is named here. */
enum Act {
    /** Somebody's first request after signing up; Clerk's user id. */
    FIRST_REQUEST,
    /** A webhook signed by ourselves; the message id. */
    WEBHOOK,
    /** The audit trail, read by an administrator; Clerk's user id. */
    PRIVILEGED
}
