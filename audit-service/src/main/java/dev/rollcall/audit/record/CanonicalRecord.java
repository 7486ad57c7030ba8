package dev.rollcall.audit.record;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.cipher.OctetReader;
import dev.rollcall.audit.cipher.OctetWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record in its final form: the octets that are stored, hashed and proven. One record has one
 * spelling. Immutable.
 *
 * <p>Layout of version 1, one after the other; numbers are big-endian, a <i>text</i> is its length
 * in octets (4 octets) and UTF-8, a <i>time</i> seconds since 1970 (8) and nanoseconds (4):
 *
 * <pre>
 * version      1 octet, 1
 * id           16 octets
 * occurred     time
 * recorded     time
 * action       text, for example user.created
 * outcome      text: succeeded, refused, failed
 * actor        1 octet: 0 nobody | 1 person, then alias (16) | 2 service, then text
 * subject      1 octet: 0 nobody | 1 person, then alias (16)
 * organisation 1 octet: 0 none | 1, then id (16)
 * request id   1 octet: 0 none | 1, then text
 * attributes   count (2), then for each name and value, both text, ascending by name in UTF-16
 * details      count (2), then for each alias (16), field (text), length (4), and so many octets:
 *              nonce (12), ciphertext, tag (16); AES-256-GCM under the key of the alias with the
 *              additional data id (16), alias (16), field (text)
 * </pre>
 */
public record CanonicalRecord(
        UUID id,
        Instant occurredAt,
        Instant recordedAt,
        String action,
        String outcome,
        Actor actor,
        @Nullable UUID subject,
        @Nullable UUID org,
        @Nullable String requestId,
        SortedMap<String, String> attributes,
        List<SealedDetail> details) {

    private static final int VERSION = 1;

    /** Who did it. */
    public sealed interface Actor {
        /** Not known. */
        record Nobody() implements Actor {}

        /** A person by alias. */
        record Person(UUID alias) implements Actor {}

        /** One of our services by name. */
        record Service(String name) implements Actor {}
    }

    /** A field about one person, readable with that person's key. */
    public record SealedDetail(UUID alias, String field, Bytes sealed) {}

    public CanonicalRecord {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        details = List.copyOf(details);
    }

    /** The octets of this record. */
    public byte[] octets() {
        OctetWriter out =
                new OctetWriter()
                        .octet(VERSION)
                        .uuid(id)
                        .instant(occurredAt)
                        .instant(recordedAt)
                        .text(action)
                        .text(outcome);
        switch (actor) {
            case Actor.Nobody() -> out.octet(0);
            case Actor.Person(UUID alias) -> out.octet(1).uuid(alias);
            case Actor.Service(String name) -> out.octet(2).text(name);
        }
        out.optionalUuid(subject).optionalUuid(org).optionalText(requestId);
        out.count(attributes.size());
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.text(attribute.getKey()).text(attribute.getValue());
        }
        out.count(details.size());
        for (SealedDetail detail : details) {
            out.uuid(detail.alias).text(detail.field).blob(detail.sealed.toArray());
        }
        return out.toArray();
    }

    /** Throws IllegalArgumentException unless {@link #octets()} could have written it. */
    public static CanonicalRecord parse(byte[] octets) {
        OctetReader in = new OctetReader(octets);
        if (in.octet() != VERSION) {
            throw new IllegalArgumentException("not a record of version " + VERSION);
        }
        CanonicalRecord record =
                new CanonicalRecord(
                        in.uuid(),
                        in.instant(),
                        in.instant(),
                        in.text(),
                        in.text(),
                        actor(in),
                        in.optionalUuid(),
                        in.optionalUuid(),
                        in.optionalText(),
                        attributes(in),
                        details(in));
        in.end();
        return record;
    }

    private static Actor actor(OctetReader in) {
        int kind = in.octet();
        return switch (kind) {
            case 0 -> new Actor.Nobody();
            case 1 -> new Actor.Person(in.uuid());
            case 2 -> new Actor.Service(in.text());
            default -> throw new IllegalArgumentException("an actor of unknown kind");
        };
    }

    private static SortedMap<String, String> attributes(OctetReader in) {
        TreeMap<String, String> attributes = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            if (!attributes.isEmpty() && attributes.lastKey().compareTo(name) >= 0) {
                throw new IllegalArgumentException("attributes are not ascending");
            }
            attributes.put(name, in.text());
        }
        return attributes;
    }

    private static List<SealedDetail> details(OctetReader in) {
        List<SealedDetail> details = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            details.add(new SealedDetail(in.uuid(), in.text(), Bytes.copyOf(in.blob())));
        }
        return details;
    }
}
