package dev.rollcall.identity.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the names of columns whose values differ. Not thread safe: one comparison each. */
public final class ChangedFields {

    private final List<String> names = new ArrayList<>();

    public ChangedFields compare(String name, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            names.add(name);
        }
        return this;
    }

    public List<String> names() {
        return List.copyOf(names);
    }
}
