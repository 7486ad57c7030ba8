package dev.rollcall.identity.reconcile;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a run.
 *
 * @param dryRun only report; required, so that nobody repairs or merely looks by mistake
 */
@Serdeable
record StartRunRequest(@Nullable Boolean dryRun) {}
