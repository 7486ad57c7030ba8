package dev.rollcall.webhook.delivery;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The deliveries of an event as they are kept beside it: one JSON text each. Thread-safe. */
@Singleton
public final class Timeline {

    private final ObjectMapper json;

    Timeline(ObjectMapper json) {
        this.json = json;
    }

    String write(Attempt attempt) {
        try {
            return json.writeValueAsString(attempt);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an attempt is always written", impossible);
        }
    }

    public List<Attempt> read(List<String> entries) {
        return entries.stream().map(this::read).toList();
    }

    private Attempt read(String entry) {
        try {
            return Objects.requireNonNull(json.readValue(entry, Attempt.class));
        } catch (IOException ourOwnText) {
            throw new UncheckedIOException("an entry of a timeline", ourOwnText);
        }
    }
}
