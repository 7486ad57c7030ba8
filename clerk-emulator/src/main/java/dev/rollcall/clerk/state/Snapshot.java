package dev.rollcall.clerk.state;

import dev.rollcall.clerk.json.Document;
import java.util.ArrayList;
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
        List<Message> messages) {

    private static final long VERSION = 1;

    Document toDocument() {
        Document json =
                Document.of(
                        "version", VERSION,
                        "instance", instanceId,
                        "signing_key", signingKey,
                        "messages", messages.stream().map(Message::toDocument).toList());
        for (Map.Entry<Kind, List<Document>> table : rows.entrySet()) {
            json = json.with(table.getKey().fileName(), table.getValue());
        }
        return json;
    }

    /**
     * @throws IllegalArgumentException if the document is not one that {@link #toDocument} made
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
        List<Message> messages = new ArrayList<>();
        json.objects("messages").forEach(it -> messages.add(Message.from(it)));
        return new Snapshot(json.text("instance"), json.text("signing_key"), rows, messages);
    }
}
