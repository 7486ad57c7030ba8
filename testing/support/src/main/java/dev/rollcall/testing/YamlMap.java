package dev.rollcall.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** A mapping of a YAML document, in the order it is written; what is put in stays in it. */
record YamlMap(Map<String, Object> entries) {

    private static final int WIDTH = 100;

    static YamlMap parse(String text) {
        return new YamlMap(checked(new Yaml().load(text)));
    }

    /** The mapping under this key, made if there is none. */
    YamlMap map(String key) {
        return new YamlMap(checked(entries.computeIfAbsent(key, it -> new LinkedHashMap<>())));
    }

    @Nullable Object get(String key) {
        return entries.get(key);
    }

    /** As text; empty where there is none. */
    String text(String key) {
        return Objects.toString(entries.get(key), "");
    }

    List<String> texts(String key) {
        return entries.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    String dump() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(WIDTH);
        options.setDereferenceAliases(true);
        return new Yaml(options).dump(entries);
    }

    private static Map<String, Object> checked(Object node) {
        if (!(node instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not a mapping: " + node);
        }
        @SuppressWarnings("unchecked") // a mapping of a document that we write ourselves
        Map<String, Object> entries = (Map<String, Object>) map;
        return entries;
    }
}
