package dev.rollcall.stack.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.stack.process.StackException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PortPlanTest {

    private static final Set<Service> ALL = EnumSet.allOf(Service.class);

    private final AtomicInteger nextFree = new AtomicInteger(40_000);

    @Test
    void hasTheDocumentedPortsByDefault() {
        PortPlan plan = plan(Map.of(), Set.of());

        assertEquals(8080, plan.of(Service.GATEWAY));
        assertEquals("http://127.0.0.1:8085", plan.url(Service.CLERK));
        assertEquals(54_329, plan.postgres());
    }

    @Test
    void takesFreePortsBesideAGatewayPortOfItsOwn() {
        PortPlan plan = plan(Map.of("ROLLCALL_PORT", "9000"), Set.of());

        assertEquals(9000, plan.of(Service.GATEWAY));
        assertTrue(plan.of(Service.AUDIT) >= 40_000);
        assertTrue(plan.postgres() >= 40_000);
        assertEquals(6, new HashSet<>(plan.services().values()).size());
    }

    @Test
    void keepsAPortThatIsNamed() {
        PortPlan plan =
                plan(
                        Map.of(
                                "ROLLCALL_PORT", "9000",
                                "ROLLCALL_AUDIT_PORT", "9003",
                                "ROLLCALL_POSTGRES_PORT", "5432"),
                        Set.of());

        assertEquals(9003, plan.of(Service.AUDIT));
        assertEquals(5432, plan.postgres());
    }

    @Test
    void movesPostgresAwayFromATakenDefault() {
        assertTrue(plan(Map.of(), Set.of(54_329)).postgres() >= 40_000);
    }

    @Test
    void refusesATakenPortAndNamesTheVariable() {
        assertTrue(refusal(Map.of(), Set.of(8081)).contains("ROLLCALL_WEBHOOK_PORT"));
    }

    @Test
    void refusesOnePortForTwo() {
        String message = refusal(Map.of("ROLLCALL_AUDIT_PORT", "8080"), Set.of());

        assertTrue(message.contains("8080"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "-1", "65536", "123456", "80 80"})
    void refusesWhatIsNoPort(String text) {
        assertTrue(refusal(Map.of("ROLLCALL_PORT", text), Set.of()).contains("ROLLCALL_PORT"));
    }

    private PortPlan plan(Map<String, String> environment, Set<Integer> taken) {
        return PortPlan.of(
                environment,
                ALL,
                port -> !taken.contains(port),
                () -> nextFree.getAndAdd(1) / 2 * 2);
    }

    private String refusal(Map<String, String> environment, Set<Integer> taken) {
        StackException refused = assertThrows(StackException.class, () -> plan(environment, taken));
        return String.valueOf(refused.getMessage());
    }
}
