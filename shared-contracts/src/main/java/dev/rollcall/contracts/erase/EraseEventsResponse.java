package dev.rollcall.contracts.erase;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure has come. Nothing is left of the person in the inbox when {@code after} is
 * null and {@code waiting} is 0; until then the same is asked again.
 *
 * @param found events that mention the person and that no call has found before; their payloads go
 * @param waiting events that keep their payload until they are delivered
 * @param after to be sent with the next call; null once every event was looked at
 */
@Serdeable
public record EraseEventsResponse(long found, long waiting, @Nullable String after) {}
