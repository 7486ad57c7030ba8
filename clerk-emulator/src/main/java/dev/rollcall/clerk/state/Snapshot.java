package dev.rollcall.clerk.state;

import dev.rollcall.clerk.json.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the file holds.
 *
 * @param signingKey the private JWK, as JSON text
 */
record Snapshot(
        String instanceId,
        String signingKey,
        Map<Kind, List<Document>> rows,
        List<Document> messages) {

    private static final long VERSION = 1;
    private static final String MESSAGES = "messages";

    /** One JSON object; each row is a part that is encoded only once in its life. */
    void write(OutputStream out) throws IOException {
        Document head =
                Document.of("version", VERSION, "instance", instanceId, "signing_key", signingKey);
        byte[] opening = head.encoded();
        out.write(opening, 0, opening.length - 1);
        for (Map.Entry<Kind, List<Document>> table : rows.entrySet()) {
            writeRows(table.getKey().fileName(), table.getValue(), out);
        }
        writeRows(MESSAGES, messages, out);
        out.write('}');
    }

    private static void writeRows(String name, List<Document> rows, OutputStream out)
            throws IOException {
        out.write((",\"" + name + "\":[").getBytes(StandardCharsets.UTF_8));
        String separator = "";
        for (Document row : rows) {
            out.write(separator.getBytes(StandardCharsets.UTF_8));
            out.write(row.encoded());
            separator = ",";
        }
        out.write(']');
    }

    /**
     * @throws IllegalArgumentException if the document is not one that {@link #write} made
     */
    static Snapshot from(Document json) {
        if (json.number("version") != VERSION) {
            throw new IllegalArgumentException("unknown version");
        }
        Map<Kind, List<Document>> rows = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            List<Document> table = json.objects(kind.fileName());
            table.forEach(Document::id);
            rows.put(kind, table);
        }
        List<Document> messages = json.objects(MESSAGES);
        messages.forEach(Message::from);
        return new Snapshot(json.text("instance"), json.text("signing_key"), rows, messages);
    }
}
