package dev.rollcall.identity.tombstone;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** That an object of a kind was deleted; the hash of its id is only ever compared in SQL. */
@MappedEntity("tombstones")
record Tombstone(@Id String kind, Instant deletedAt) {}
