package dev.rollcall.gateway.decision;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What the copies of the gateway remember of a request.
 *
 * @param decisions the latest first; several if a client uses an id again
 * @param silentCopies copies that were asked and have not answered in time
 */
@Serdeable
record Decisions(List<Decision> decisions, int silentCopies) {}
