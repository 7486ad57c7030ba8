package dev.rollcall.acceptance.crash;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is on disk once everything has come to rest, and what Clerk's sender was told.
 *
 * @param received message ids of {@code webhook.received_messages}
 * @param applied message ids of {@code identity.applied_events}, with their outcome
 * @param people rows of {@code identity.users} by Clerk's id
 * @param granted records of {@code access.granted} by request id
 * @param creations people with details in the mirror, and records of their creation
 * @param acknowledged message ids of the emulator that were answered with 2xx
 */
record Stored(
        List<InboxRow> inbox,
        Set<String> received,
        Map<String, String> applied,
        Map<String, Integer> people,
        Map<String, Integer> granted,
        Creations creations,
        Set<String> acknowledged) {

    /** One row of {@code webhook.inbox}. */
    record InboxRow(String messageId, String state, @Nullable String reason) {}

    /** Two numbers that must be the same. */
    record Creations(int people, int records) {}

    Stored {
        inbox = List.copyOf(inbox);
        received = Set.copyOf(received);
        applied = Map.copyOf(applied);
        people = Map.copyOf(people);
        granted = Map.copyOf(granted);
        acknowledged = Set.copyOf(acknowledged);
    }

    List<InboxRow> inbox(String messageId) {
        return inbox.stream().filter(row -> row.messageId().equals(messageId)).toList();
    }
}
