package dev.rollcall.webhook.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.webhook.ServiceSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ForwardTargetTest {

    private static final String URL = "https://crm.example.com/events";
    private static final String SECRET = ServiceSettings.SECRET;

    @Test
    void aTargetWantsEverythingOrWhatItNames() {
        ForwardTarget all = target("crm", URL, SECRET, List.of());
        ForwardTarget some = target("crm", URL, SECRET, List.of("user.*", "session.ended"));

        assertTrue(all.wants("organization.created"));
        assertTrue(some.wants("user.created"));
        assertTrue(some.wants("session.ended"));
        assertFalse(some.wants("session.created"));
        assertFalse(some.wants("userx.created"));
    }

    @Test
    void aFaultNamesItsVariableAndNotTheValue() {
        assertFault("ROLLCALL_FORWARD_CRM_URL is not set", "crm", null, SECRET, List.of());
        assertFault("ROLLCALL_FORWARD_MY_CRM_URL is not a URL", "my-crm", "a b", SECRET, List.of());
        assertFault("ROLLCALL_FORWARD_CRM_SECRET is not set", "crm", URL, null, List.of());
        assertFault(
                "ROLLCALL_FORWARD_CRM_SECRET: a webhook secret has 24 to 64 bytes",
                "crm",
                URL,
                "whsec_c2hvcnQ=",
                List.of());
        assertFault(
                "ROLLCALL_FORWARD_CRM_TYPES are such as user.* or session.ended",
                "crm",
                URL,
                SECRET,
                List.of("*"));
        assertFault(
                "ROLLCALL_FORWARD_TARGETS: a name is of a-z, 0-9 and -, at most 40",
                "C_R",
                URL,
                SECRET,
                List.of());
    }

    private static void assertFault(
            String message,
            String name,
            @Nullable String url,
            @Nullable String secret,
            List<String> types) {
        SettingsException fault =
                assertThrows(SettingsException.class, () -> target(name, url, secret, types));

        assertEquals(message, fault.getMessage());
    }

    private static ForwardTarget target(
            String name, @Nullable String url, @Nullable String secret, List<String> types) {
        return ForwardTarget.of(new ForwardConfiguration(name, url, secret, types, false));
    }
}
