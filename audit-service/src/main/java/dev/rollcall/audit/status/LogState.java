package dev.rollcall.audit.status;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far the log is: its last record, and how many leaves wait to be sealed. */
@Introspected
record LogState(@Nullable Instant lastRecordedAt, long pendingLeaves) {}
