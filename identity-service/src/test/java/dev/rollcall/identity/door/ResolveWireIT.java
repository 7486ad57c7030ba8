package dev.rollcall.identity.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.contracts.resolve.LocalUser;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.contracts.wire.StrictJson;
import dev.rollcall.identity.RunningIdentity;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** What the short way reads and writes is what the service's own mapper reads and writes. */
class ResolveWireIT {

    private static @Nullable RunningIdentity identity;

    @BeforeContainer
    static void start() {
        identity = new RunningIdentity(Map.of());
    }

    @AfterContainer
    static void stop() {
        Objects.requireNonNull(identity).close();
    }

    @Property
    void anAnswerIsTheMappersOwn(@ForAll("answers") ResolveResponse answer) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        ResolveWire.write(answer, written);

        assertEquals(tree(mapper().writeValueAsBytes(answer)), tree(written.toByteArray()));
        assertEquals(answer, mapper().readValue(written.toByteArray(), ResolveResponse.class));
    }

    @Property
    void aQuestionOfTheMapperIsRead(@ForAll("questions") ResolveRequest question)
            throws IOException {
        assertEquals(Optional.of(question), ResolveWire.read(mapper().writeValueAsBytes(question)));
    }

    /** What it does not read is not its business: the mapper may still read or refuse it. */
    @Property(tries = 3000)
    void whatIsReadOfNonsenseTheMapperReadsAlike(
            @ForAll("questions") ResolveRequest question, @ForAll long seed) throws IOException {
        byte[] body = mapper().writeValueAsBytes(question);
        Random random = new Random(seed);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            body[random.nextInt(body.length)] =
                    (byte) "{}[],:\"\\0tfn -xu".charAt(random.nextInt(16));
        }

        ResolveWire.read(body)
                .ifPresent(
                        read ->
                                assertEquals(
                                        bean(StrictJson.class).read(body, ResolveRequest.class),
                                        read));
    }

    @Provide
    Arbitrary<ResolveRequest> questions() {
        return Arbitraries.randomValue(ResolveWireIT::question);
    }

    @Provide
    Arbitrary<ResolveResponse> answers() {
        return Arbitraries.randomValue(ResolveWireIT::answer);
    }

    private static ResolveRequest question(Random random) {
        TokenClaims claims =
                new TokenClaims(
                        instant(random),
                        optional(random, EmailAddress::new),
                        optional(random, PersonName::new),
                        optional(random, PersonName::new),
                        optional(random, PersonName::new),
                        optional(random, PersonalUrl::new),
                        optional(random, text -> text),
                        random.nextBoolean() ? null : new ClerkOrgId("org_" + random.nextInt(99)),
                        optional(random, text -> text));
        return new ResolveRequest(user(random), claims, random.nextBoolean());
    }

    private static ResolveResponse answer(Random random) {
        LocalUser person =
                new LocalUser(
                        new UserId(uuid(random)),
                        user(random),
                        optional(random, EmailAddress::new),
                        optional(random, PersonName::new),
                        optional(random, PersonName::new),
                        optional(random, PersonName::new),
                        optional(random, PersonName::new),
                        optional(random, PersonalUrl::new),
                        text(random),
                        text(random),
                        optional(random, text -> text),
                        instant(random),
                        instant(random),
                        random.nextBoolean() ? null : instant(random));
        List<LocalOrg> orgs = random.ints(random.nextInt(3)).mapToObj(i -> org(random)).toList();
        return new ResolveResponse(
                person, text(random), random.nextBoolean() ? null : org(random), orgs);
    }

    private static LocalOrg org(Random random) {
        return new LocalOrg(
                new OrgId(uuid(random)),
                random.nextBoolean() ? null : new ClerkOrgId("org_" + random.nextInt(99)),
                optional(random, text -> text),
                optional(random, text -> text),
                text(random));
    }

    private static ClerkUserId user(Random random) {
        return new ClerkUserId("user_" + random.nextInt(1_000_000));
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(
                random.nextInt(Integer.MAX_VALUE),
                random.nextBoolean() ? 0 : random.nextInt(999) * 1000);
    }

    private interface Typed<T> {
        T of(String text);
    }

    private static <T> @Nullable T optional(Random random, Typed<T> type) {
        return random.nextBoolean() ? null : type.of(text(random));
    }

    /** With all that JSON escapes, and what it does not. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> 1 + random.nextInt(31);
                        case 1 -> "\"\\/<>&'\u2028é漢".codePointAt(random.nextInt(10));
                        case 2 -> 0x1F600 + random.nextInt(40);
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return text.toString();
    }

    private static JsonNode tree(byte[] json) throws IOException {
        return Objects.requireNonNull(mapper().readValue(json, JsonNode.class));
    }

    private static ObjectMapper mapper() {
        return bean(ObjectMapper.class);
    }

    private static <T> T bean(Class<T> type) {
        return Objects.requireNonNull(identity).bean(type);
    }
}
