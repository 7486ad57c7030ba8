package dev.rollcall.clerk.state;

import dev.rollcall.clerk.json.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All rows in the order of their creation, with an index over each kind's keys. Not thread-safe:
 * {@link ClerkState} guards it.
 */
public final class Tables {

    private final Map<Kind, Map<String, Document>> rows = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, Set<String>>> index = new EnumMap<>(Kind.class);

    Tables() {
        for (Kind kind : Kind.values()) {
            rows.put(kind, new LinkedHashMap<>());
            index.put(kind, new HashMap<>());
        }
    }

    public Optional<Document> find(Kind kind, String id) {
        return Optional.ofNullable(table(kind).get(id));
    }

    /** The rows whose {@code name} is {@code value}; {@code name} is one of the kind's keys. */
    public List<Document> findBy(Kind kind, String name, String value) {
        List<Document> found = new ArrayList<>();
        for (String id : ids(kind, name, value)) {
            find(kind, id).ifPresent(found::add);
        }
        return found;
    }

    public int countBy(Kind kind, String name, String value) {
        return ids(kind, name, value).size();
    }

    public Collection<Document> all(Kind kind) {
        return Collections.unmodifiableCollection(table(kind).values());
    }

    public boolean isFull(Kind kind) {
        return table(kind).size() >= kind.most();
    }

    void put(Kind kind, Document row) {
        Document previous = table(kind).put(row.id(), row);
        if (previous != null) {
            unindex(kind, previous);
        }
        for (String key : kind.keys(row)) {
            keys(kind).computeIfAbsent(key, unseen -> new LinkedHashSet<>()).add(row.id());
        }
    }

    void remove(Kind kind, String id) {
        Document previous = table(kind).remove(id);
        if (previous != null) {
            unindex(kind, previous);
        }
    }

    private void unindex(Kind kind, Document row) {
        for (String key : kind.keys(row)) {
            keys(kind)
                    .computeIfPresent(
                            key,
                            (same, ids) -> {
                                ids.remove(row.id());
                                return ids.isEmpty() ? null : ids;
                            });
        }
    }

    private Set<String> ids(Kind kind, String name, String value) {
        return keys(kind).getOrDefault(Kind.key(name, value), Set.of());
    }

    private Map<String, Document> table(Kind kind) {
        return rows.getOrDefault(kind, Map.of());
    }

    private Map<String, Set<String>> keys(Kind kind) {
        return index.getOrDefault(kind, Map.of());
    }
}
