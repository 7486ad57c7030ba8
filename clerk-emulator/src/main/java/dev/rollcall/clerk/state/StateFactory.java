package dev.rollcall.clerk.state;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.setting.EmulatorSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the state; the first start makes the instance and its key. */
@Factory
final class StateFactory {

    private static final int KEY_BITS = 2048;

    @Bean(preDestroy = "close")
    @Singleton
    ClerkState state(EmulatorSettings settings, Clock clock) {
        return open(settings.stateFolder(), clock);
    }

    private static ClerkState open(Path folder, Clock clock) {
        StateFile file = StateFile.open(folder);
        Optional<Snapshot> kept = file.load();
        return new ClerkState(file, kept.orElseGet(StateFactory::nothing), kept.isEmpty(), clock);
    }

    private static Snapshot nothing() {
        String instanceId = Ids.next("ins_");
        Map<Kind, List<Document>> rows = new EnumMap<>(Kind.class);
        return new Snapshot(instanceId, newKey(instanceId), rows, List.of());
    }

    private static String newKey(String instanceId) {
        try {
            return new RSAKeyGenerator(KEY_BITS)
                    .keyID(instanceId)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate()
                    .toJSONString();
        } catch (JOSEException noRsa) {
            throw new IllegalStateException("every Java platform has RSA", noRsa);
        }
    }
}
