package dev.rollcall.identity.sync;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** An organisation of which only the id is known, with how often its details were asked for. */
@MappedEntity("orgs")
record DueOrg(@Id UUID id, String clerkId, int syncAttempts, Instant createdAt) {}
