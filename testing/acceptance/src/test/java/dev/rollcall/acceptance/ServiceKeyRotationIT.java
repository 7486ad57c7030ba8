package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.rollcall.acceptance.Emulator.Person;
import dev.rollcall.acceptance.SteadyLoad.Client;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.stack.secret.ServiceKeys;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A7, of the key by which a service knows another: trust the new one, use it, drop the old one. Two
 * gateways behind a balancer, each with an identity-service of its own, and one process after the
 * other: somebody signed in is always served.
 */
@Tag("long")
class ServiceKeyRotationIT {

    private static final String OLD = "gateway.1";
    private static final String NEW = "gateway.2";

    private static final String PROFILE = "/api/auth/profile";

    private static final RunningStack STACK = RunningStack.get();

    @Test
    void a7AServiceKeyIsReplacedStepByStepAndNobodyNotices() throws Exception {
        ECKey next = ServiceKeys.generate(NEW);
        String old = STACK.secrets().privateKey(OLD);
        String token = knownToken();
        try (SecondCopy identity1 = SecondCopy.identity(STACK);
                SecondCopy identity2 = SecondCopy.identity(STACK);
                SecondCopy gateway1 = gateway(identity1);
                SecondCopy gateway2 = gateway(identity2);
                ReadyBalancer balancer = new ReadyBalancer(List.of(gateway1, gateway2))) {
            List<SecondCopy> identities = List.of(identity1, identity2);
            List<SecondCopy> gateways = List.of(gateway1, gateway2);
            gateways.forEach(it -> assertEquals(200, it.door().get(PROFILE, token).status()));
            assertTakes(identities, old, 200, next, 401);
            SteadyLoad load = new SteadyLoad(balancer, List.of(Client.get(PROFILE, token)));

            for (SecondCopy identity : identities) {
                identity.restart(Map.of("ROLLCALL_TRUSTED_KEYS", trusted(next, List.of())));
                awaitServed(balancer, gateways, load);
            }
            assertTakes(identities, old, 200, next, 200);

            for (SecondCopy gateway : gateways) {
                gateway.restart(Map.of("ROLLCALL_SERVICE_KEY", next.toJSONString()));
                awaitServed(balancer, gateways, load);
            }

            for (SecondCopy identity : identities) {
                identity.restart(Map.of("ROLLCALL_TRUSTED_KEYS", trusted(next, List.of(OLD))));
                awaitServed(balancer, gateways, load);
            }
            assertTakes(identities, old, 401, next, 200);
            assertEquals(List.of(), load.end());
        }
    }

    private static SecondCopy gateway(SecondCopy identity) {
        return SecondCopy.gateway(
                STACK,
                Map.of(
                        "ROLLCALL_IDENTITY_URL",
                        identity.door().base(),
                        "ROLLCALL_DRAIN_NOTICE",
                        "5s"));
    }

    /** Of somebody about whom there is no more news. */
    private static String knownToken() {
        Person person = STACK.newPerson();
        STACK.awaitQuiet(person);
        return person.token();
    }

    /** Somebody of whom no gateway's memory knows, at each; then the load goes to both. */
    private static void awaitServed(
            ReadyBalancer balancer, List<SecondCopy> gateways, SteadyLoad load) {
        for (SecondCopy gateway : gateways) {
            String token = STACK.newPerson().token();
            await().atMost(BOUND).until(() -> gateway.door().get(PROFILE, token).status() == 200);
        }
        await().atMost(BOUND).until(balancer::isAllReady);
        load.awaitMore();
    }

    private static void assertTakes(
            List<SecondCopy> identities, String old, int oldStatus, ECKey next, int nextStatus) {
        for (SecondCopy identity : identities) {
            assertEquals(oldStatus, status(identity, old));
            assertEquals(nextStatus, status(identity, next.toJSONString()));
        }
    }

    /** What identity-service says to a gateway with this key. */
    private static int status(SecondCopy identity, String key) {
        String token =
                new ServiceTokens.Signer(ServiceName.GATEWAY, key, Clock.systemUTC())
                        .sign(ServiceName.IDENTITY.wire());
        return identity.door().get(CallerTable.STATUS, token).status();
    }

    private static String trusted(ECKey added, List<String> dropped) throws ParseException {
        List<JWK> keys = new ArrayList<>(JWKSet.parse(STACK.secrets().trustedKeys()).getKeys());
        keys.removeIf(key -> dropped.contains(key.getKeyID()));
        keys.add(added.toPublicJWK());
        return new JWKSet(keys).toString();
    }
}
