package dev.rollcall.acceptance;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
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

/** A7, of the key by which a service knows another: trust the new one, use it, drop the old one. */
@Tag("long")
class ServiceKeyRotationIT {

    private static final String OLD = "gateway.1";
    private static final String NEW = "gateway.2";

    private static final RunningStack STACK = RunningStack.get();

    @Test
    void a7AServiceKeyIsReplacedStepByStepAndEveryStepServes() throws Exception {
        ECKey next = ServiceKeys.generate(NEW);
        try (SecondCopy identity = SecondCopy.identity(STACK);
                SecondCopy gateway = SecondCopy.gateway(STACK, identity)) {
            String old = STACK.secrets().privateKey(OLD);
            awaitServed(gateway);
            assertEquals(401, status(identity, next.toJSONString()));

            identity.restart(Map.of("ROLLCALL_TRUSTED_KEYS", trusted(next, List.of())));
            awaitServed(gateway);
            assertEquals(200, status(identity, old));
            assertEquals(200, status(identity, next.toJSONString()));

            gateway.restart(Map.of("ROLLCALL_SERVICE_KEY", next.toJSONString()));
            awaitServed(gateway);

            identity.restart(Map.of("ROLLCALL_TRUSTED_KEYS", trusted(next, List.of(OLD))));
            awaitServed(gateway);
            assertEquals(401, status(identity, old));
            assertEquals(200, status(identity, next.toJSONString()));
        }
    }

    /** Somebody of whom no gateway's memory knows. */
    private static void awaitServed(SecondCopy gateway) {
        String token = STACK.newPerson().token();
        await().atMost(BOUND)
                .until(() -> gateway.door().get("/api/auth/profile", token).status() == 200);
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
