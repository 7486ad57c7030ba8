package dev.rollcall.webhook.notify;

/**
 * Something to tell; figures only, nothing of anybody.
 *
 * @param kind {@code dead}, {@code silence} or {@code backlog}
 */
record Notice(String kind, String text) {}
