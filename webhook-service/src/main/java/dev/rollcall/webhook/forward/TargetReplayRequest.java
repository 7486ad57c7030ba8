package dev.rollcall.webhook.forward;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the dead letter of a target to be sent again.
 *
 * @param dryRun only count; required, so that nobody sends or merely counts by mistake
 */
@Serdeable
record TargetReplayRequest(@Nullable Boolean dryRun) {}
