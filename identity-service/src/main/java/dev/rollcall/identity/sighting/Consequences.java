package dev.rollcall.identity.sighting;

import dev.rollcall.identity.change.Change;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.outbox.Evidence;
import dev.rollcall.identity.tombstone.Tombstones;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a batch leaves beside the rows of its ledgers, in the order in which it came about. Not
 * thread safe: one transaction.
 */
final class Consequences {

    final List<Evidence> evidence = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final Set<Tombstones.Mark> tombstones = new LinkedHashSet<>();

    /** Who became present in this batch and still is, by Clerk's id, and why. */
    final Map<String, Cause> newPeople = new LinkedHashMap<>();

    /** Memberships in default organisations that are over. */
    final Set<UUID> endedLocal = new LinkedHashSet<>();
}
