package dev.rollcall.webhook.inbox;

/** What became of an arrival; each of these is durable when it is returned. */
public enum Receipt {
    /** First of its id: kept, and delivered from here. */
    ACCEPTED,
    /** The id was seen before, with the same body: nothing changed. */
    DUPLICATE,
    /** The id was seen before, with another body: the first stays, the incident is counted. */
    CONFLICTING
}
