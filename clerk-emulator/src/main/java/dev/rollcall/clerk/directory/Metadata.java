package dev.rollcall.clerk.directory;

import dev.rollcall.clerk.json.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clerk's two ways to change metadata: merge (null removes a key, at any depth) and replace. */
final class Metadata {

    static final List<String> ORGANIZATION_FIELDS = List.of("public_metadata", "private_metadata");
    static final List<String> USER_FIELDS =
            List.of("public_metadata", "private_metadata", "unsafe_metadata");

    private Metadata() {}

    static Document merge(Document row, Params params, List<String> names) {
        Document next = row;
        for (String name : names) {
            if (params.has(name)) {
                Map<String, @Nullable Object> merged =
                        merged(row.object(name).fields(), params.metadata(name).fields());
                next =
                        next.with(
                                name, Params.of(Document.of(name, merged)).metadata(name).fields());
            }
        }
        return next;
    }

    static Document replace(Document row, Params params, List<String> names) {
        Document next = row;
        for (String name : names) {
            if (params.has(name)) {
                next = next.with(name, params.metadata(name).fields());
            }
        }
        return next;
    }

    private static Map<String, @Nullable Object> merged(Map<?, ?> old, Map<?, ?> changes) {
        Map<String, @Nullable Object> next = new LinkedHashMap<>();
        old.forEach((name, value) -> next.put(String.valueOf(name), value));
        changes.forEach(
                (key, change) -> {
                    String name = String.valueOf(key);
                    if (change == null) {
                        next.remove(name);
                    } else if (change instanceof Map<?, ?> inner) {
                        Map<?, ?> before = next.get(name) instanceof Map<?, ?> map ? map : Map.of();
                        next.put(name, merged(before, inner));
                    } else {
                        next.put(name, change);
                    }
                });
        return next;
    }
}
