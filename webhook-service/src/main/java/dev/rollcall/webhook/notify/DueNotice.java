package dev.rollcall.webhook.notify;

import io.micronaut.data.annotation.MappedEntity;

/**
 * A notice to be sent now.
 *
 * @param attempts this one included
 * @param periodEpoch the period's begin in seconds since 1970
 */
@MappedEntity(value = "notices", schema = "webhook")
record DueNotice(String kind, String text, int attempts, long periodEpoch) {}
