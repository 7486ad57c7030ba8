package dev.rollcall.stack.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a live schema departs from what the migrations make. Each is one line for a reader. */
sealed interface SchemaDifference {

    SchemaFact fact();

    record Missing(SchemaFact fact) implements SchemaDifference {
        @Override
        public String toString() {
            return "missing: " + fact;
        }
    }

    /** There, but not as it should be. */
    record Altered(SchemaFact fact, SchemaFact live) implements SchemaDifference {
        @Override
        public String toString() {
            return "altered: " + fact;
        }
    }

    record Extra(SchemaFact fact) implements SchemaDifference {
        @Override
        public String toString() {
            return "extra: " + fact;
        }
    }

    /** In the order in which they can be repaired. */
    static List<SchemaDifference> between(SchemaDescription golden, SchemaDescription live) {
        Map<SchemaFact, SchemaFact> found = new TreeMap<>();
        live.facts().forEach(fact -> found.put(fact, fact));
        List<SchemaDifference> differences = new ArrayList<>();
        for (SchemaFact wanted : golden.facts()) {
            SchemaFact there = found.remove(wanted);
            if (there == null) {
                differences.add(new Missing(wanted));
            } else if (!there.saysTheSameAs(wanted)) {
                differences.add(new Altered(wanted, there));
            }
        }
        found.keySet().forEach(fact -> differences.add(new Extra(fact)));
        return differences;
    }
}
