package dev.rollcall.audit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.record.CanonicalRecord.Actor;
import dev.rollcall.audit.record.CanonicalRecord.SealedDetail;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CanonicalRecordPropertyTest {

    @Property(tries = 300)
    void whatWasWrittenIsRead(@ForAll("records") CanonicalRecord record) {
        assertEquals(record, CanonicalRecord.parse(record.octets()));
    }

    @Property(tries = 300)
    void twoRecordsHaveTheSameOctetsExactlyIfTheyAreEqual(
            @ForAll("records") CanonicalRecord one, @ForAll("records") CanonicalRecord other) {
        assertEquals(one.equals(other), Arrays.equals(one.octets(), other.octets()));
    }

    /** From few values, so that neighbours and equals are frequent. */
    @Provide
    Arbitrary<CanonicalRecord> records() {
        Arbitrary<UUID> ids = Arbitraries.longs().between(0, 2).map(it -> new UUID(it, ~it));
        Arbitrary<String> texts = Arbitraries.of("", "a", "ab", "b", "\u00e9", "\ud83d\ude00");
        Arbitrary<Instant> times =
                Combinators.combine(
                                Arbitraries.longs().between(0, 1L << 40),
                                Arbitraries.integers().between(0, 999_999_999))
                        .as(Instant::ofEpochSecond);
        Arbitrary<Actor> actors =
                Arbitraries.oneOf(
                        Arbitraries.just(new Actor.Nobody()),
                        ids.map(Actor.Person::new),
                        texts.map(Actor.Service::new));
        Arbitrary<SealedDetail> details =
                Combinators.combine(
                                ids, texts, Arbitraries.bytes().array(byte[].class).ofMaxSize(3))
                        .as(
                                (id, field, octets) ->
                                        new SealedDetail(id, field, Bytes.copyOf(octets)));
        return Combinators.combine(
                        ids,
                        times,
                        texts,
                        actors,
                        ids.injectNull(0.5),
                        texts.injectNull(0.5),
                        Arbitraries.maps(texts, texts).ofMaxSize(3),
                        details.list().ofMaxSize(2))
                .as(
                        (id, time, text, actor, subject, requestId, attributes, all) ->
                                new CanonicalRecord(
                                        id,
                                        time,
                                        time,
                                        text,
                                        "succeeded",
                                        actor,
                                        subject,
                                        subject,
                                        requestId,
                                        new TreeMap<>(attributes),
                                        List.copyOf(all)));
    }
}
