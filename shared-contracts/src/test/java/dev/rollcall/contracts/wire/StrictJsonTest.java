package dev.rollcall.contracts.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.contracts.admin.EmailSearch;
import dev.rollcall.contracts.event.ApplyResponse;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(startApplication = false)
@Property(name = "micronaut.serde.deserialization.ignore-unknown", value = "false")
class StrictJsonTest {

    @Inject StrictJson json;

    @Test
    void oneValueOfTheTypeIsRead() {
        assertEquals(new ApplyResponse(List.of()), read(" {\"outcomes\":[]} \n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"outcomes\":[null]}",
                "{\"outcomes\":[{\"messageId\":\"msg_1\",\"result\":null,\"code\":null}]}",
                "{\"outcomes\":[]}{}",
                "{\"outcomes\":[]}x",
                "{\"outcomes\":[],\"outcomes\":[]}",
                "{\"outcomes\":[],\"more\":1}"
            })
    void anythingElseIsMalformed(String body) {
        ProblemException refused = assertThrows(ProblemException.class, () -> read(body));

        assertEquals(ProblemCode.MALFORMED_REQUEST, refused.code());
    }

    @Test
    void whatIsExactlyOfTheTypeIsRead() {
        assertEquals("a@b.c", readExactly("{\"email\":\"a@b.c\"}").email().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":[\"a@b.c\"]}",
                "{\"email\":7}",
                "{\"email\":true}",
                "[{\"email\":\"a@b.c\"}]"
            })
    void nothingIsTurnedIntoTheType(String body) {
        ProblemException refused = assertThrows(ProblemException.class, () -> readExactly(body));

        assertEquals(ProblemCode.MALFORMED_REQUEST, refused.code());
    }

    private EmailSearch readExactly(String body) {
        return json.readExactly(body.getBytes(StandardCharsets.UTF_8), EmailSearch.class);
    }

    private ApplyResponse read(String body) {
        return json.read(body.getBytes(StandardCharsets.UTF_8), ApplyResponse.class);
    }
}
