package dev.rollcall.webhook.status;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts and times of the inbox; those without a row are null. */
@MappedEntity(value = "inbox", schema = "webhook")
record InboxFigures(
        @Nullable Instant lastReceivedAt,
        long pending,
        long dead,
        @Nullable Long oldestPendingSeconds) {}
