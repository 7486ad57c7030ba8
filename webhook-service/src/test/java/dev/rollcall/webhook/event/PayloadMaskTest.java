package dev.rollcall.webhook.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadMaskTest {

    @Test
    void keepsTheShapeAndHidesTheValues() {
        String masked =
                mask(
                        """
                        {"type":"user.created","timestamp":7,"data":{"id":"user_1","banned":true,
                         "email_addresses":[{"id":"idn_1","email_address":"a@b.c"}],"n":5,"x":null},
                         "id":"secret","more":{"type":"secret","data":{"id":"secret"}}}
                        """);

        assertEquals(
                """
                {"type":"user.created","timestamp":7,"data":{"id":"user_1","banned":true,\
                "email_addresses":[{"id":"*","email_address":"*"}],"n":"*","x":null},\
                "id":"*","more":{"type":"*","data":{"id":"*"}}}\
                """,
                masked.replace(PayloadMask.MASK, "*"));
    }

    @Test
    void aLongValueIsHiddenWhereverItStands() {
        assertFalse(mask("{\"type\":\"" + "a@b.c ".repeat(20) + "\"}").contains("a@b.c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":", "hello a@b.c"})
    void whatIsNoJsonIsNotShown(String body) {
        assertEquals(Optional.empty(), PayloadMask.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String mask(String body) {
        return PayloadMask.of(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
