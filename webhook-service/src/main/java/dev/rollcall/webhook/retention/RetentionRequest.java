package dev.rollcall.webhook.retention;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a run.
 *
 * @param dryRun only count; required, so that nobody removes or merely counts by mistake
 */
@Serdeable
record RetentionRequest(@Nullable Boolean dryRun) {}
