package dev.rollcall.identity.reconcile;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a run.
 *
 * @param dryRun only report; required, so that nobody repairs or merely looks by mistake
 */
@Serdeable
record StartRunRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
                @Nullable Boolean dryRun) {}
