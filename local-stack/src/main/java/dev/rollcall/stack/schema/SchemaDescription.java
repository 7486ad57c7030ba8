package dev.rollcall.stack.schema;

import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * The facts of a service's schemas as text, one a line: kind, name and statement between tabs. It
 * lies beside the service's migrations in {@code db/schema/<schema>.txt}. Immutable.
 */
public record SchemaDescription(List<SchemaFact> facts) {

    public SchemaDescription {
        facts = facts.stream().sorted().toList();
    }

    /** The schemas whose objects a service's migrations make. */
    public static List<String> schemas(ServiceRole service) {
        return switch (service) {
            case IDENTITY -> List.of("identity", "rollcall");
            case WEBHOOK -> List.of("webhook");
            case AUDIT -> List.of("audit");
        };
    }

    public static String resource(ServiceRole service) {
        return "db/schema/" + service.schema() + ".txt";
    }

    /** What the migrations of a service are known to make. */
    public static SchemaDescription checkedIn(ServiceRole service, ClassLoader classes) {
        try (InputStream in = classes.getResourceAsStream(resource(service))) {
            if (in == null) {
                throw new StackException("There is no " + resource(service) + '.');
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StackException(resource(service) + " cannot be read.", e);
        }
    }

    static SchemaDescription parse(String text) {
        return new SchemaDescription(text.lines().map(SchemaDescription::fact).toList());
    }

    static SchemaDescription of(Collection<SchemaFact> facts) {
        return new SchemaDescription(List.copyOf(facts));
    }

    private static SchemaFact fact(String line) {
        String[] parts = line.split("\t", 3);
        return new SchemaFact(
                SchemaFact.Kind.ofWire(parts[0]), parts[1], parts[2].translateEscapes());
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        for (SchemaFact fact : facts) {
            text.append(fact.kind().wire())
                    .append('\t')
                    .append(fact.name())
                    .append('\t')
                    .append(fact.statement().replace("\\", "\\\\").replace("\n", "\\n"))
                    .append('\n');
        }
        return text.toString();
    }
}
