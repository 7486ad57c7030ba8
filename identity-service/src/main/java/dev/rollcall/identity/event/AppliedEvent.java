package dev.rollcall.identity.event;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A message that took effect, or was found to have none. */
@MappedEntity("applied_events")
record AppliedEvent(@Id String messageId, String outcome, Instant appliedAt) {}
