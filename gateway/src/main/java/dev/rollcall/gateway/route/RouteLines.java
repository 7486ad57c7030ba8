package dev.rollcall.gateway.route;

import io.micronaut.core.naming.NameUtils;
import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Where in a YAML text a key stands. Pure. */
final class RouteLines {

    /**
     * The line, counted from one.
     *
     * @param depth how many letters of the key were found there: its parent stands for a missing
     *     key
     */
    record Found(int line, int depth) {}

    private static final int NOWHERE = 0;

    private RouteLines() {}

    /** Empty if nothing of the key is there. */
    static Optional<Found> find(String yaml, String property) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            Found found = find(root, property, 0, new Found(0, NOWHERE));
            return found.depth() == NOWHERE ? Optional.empty() : Optional.of(found);
        } catch (YAMLException unreadable) {
            return Optional.empty();
        }
    }

    private static Found find(Node node, String property, int from, Found parent) {
        if (!(node instanceof MappingNode mapping)) {
            return parent;
        }
        Found deepest = parent;
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                continue;
            }
            int end = end(property, from, NameUtils.hyphenate(key.getValue(), true));
            if (end > from) {
                Found here = new Found(key.getStartMark().getLine() + 1, end);
                Found below = find(entry.getValueNode(), property, end + 1, here);
                deepest = below.depth() > deepest.depth() ? below : deepest;
            }
        }
        return deepest;
    }

    /** Where this step of the property's name ends; 0 if it is another one. */
    private static int end(String property, int from, String step) {
        int end = from + step.length();
        boolean whole =
                end == property.length()
                        || (end < property.length() && property.charAt(end) == '.');
        return whole && property.startsWith(step, from) ? end : 0;
    }
}
