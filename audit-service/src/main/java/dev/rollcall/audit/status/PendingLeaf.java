package dev.rollcall.audit.status;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** Names the table for Micronaut Data. */
@MappedEntity(value = "audit_pending", schema = "audit")
record PendingLeaf(@Id UUID recordId) {}
