package dev.rollcall.identity.outbox;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/**
 * One audit record on its way.
 *
 * @param body the {@code AuditEntry} as JSON
 */
@MappedEntity("outbox")
@SuppressWarnings("ArrayRecordComponent") // never compared: it goes from the table to the wire
record OutboxRow(@Id UUID id, byte[] body) {}
