package dev.rollcall.identity.mirror;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The entries of one kind that a batch may touch, by Clerk's id. Not thread safe: it lives in one
 * transaction.
 */
public final class Ledger<F extends Facts<F>> {

    private final SortedMap<String, Entry<F>> entries = new TreeMap<>();

    public void addAll(Collection<Entry<F>> read) {
        read.forEach(entry -> entries.putIfAbsent(entry.clerkId(), entry));
    }

    public boolean has(String clerkId) {
        return entries.containsKey(clerkId);
    }

    public Entry<F> get(String clerkId) {
        Entry<F> entry = entries.get(clerkId);
        if (entry == null) {
            throw new IllegalStateException("not read for this batch");
        }
        return entry;
    }

    public Collection<Entry<F>> all() {
        return Collections.unmodifiableCollection(entries.values());
    }

    public List<Entry<F>> toUpsert() {
        return entries.values().stream().filter(Entry::isToUpsert).toList();
    }

    /** Those of {@link #toUpsert} without a row: under their locks nobody else writes one. */
    public List<Entry<F>> toInsert() {
        return toUpsert().stream().filter(entry -> !entry.isStored()).toList();
    }

    /** Those of {@link #toUpsert} that have a row. */
    public List<Entry<F>> toUpdate() {
        return toUpsert().stream().filter(Entry::isStored).toList();
    }

    /** The rows of what has been deleted in this batch. */
    public List<UUID> toEnd() {
        return entries.values().stream().filter(Entry::isToEnd).map(Entry::id).toList();
    }
}
