package dev.rollcall.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.contracts.start.SettingsException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnInstanceTest {

    private static final OwnInstance OURS = new OwnInstance("ins_ours1");

    @Test
    void anEventOfAnotherInstanceIsForeign() {
        Envelope.Foreign foreign =
                assertInstanceOf(Envelope.Foreign.class, OURS.read(event("\"ins_theirs\"")));

        assertEquals("user.created", foreign.event().type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ins_ours1\"", "null", "1"})
    void anEventOfOursAndOneThatDoesNotSayAreUsable(String instance) {
        assertInstanceOf(Envelope.Usable.class, OURS.read(event(instance)));
    }

    @Test
    void withoutTheSettingEveryInstanceIsOurs() {
        assertInstanceOf(Envelope.Usable.class, new OwnInstance("").read(event("\"ins_theirs\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ins_", "pk_test_x", "ins_a b", " ins_a"})
    void aSettingThatIsNoInstanceStopsTheStart(String setting) {
        SettingsException fault =
                assertThrows(SettingsException.class, () -> new OwnInstance(setting));

        assertEquals("CLERK_INSTANCE_ID begins with ins_", fault.getMessage());
    }

    private static Payload event(String instance) {
        String body = "{\"type\":\"user.created\",\"data\":{},\"instance_id\":" + instance + '}';
        return new Payload(body.getBytes(StandardCharsets.UTF_8));
    }
}
