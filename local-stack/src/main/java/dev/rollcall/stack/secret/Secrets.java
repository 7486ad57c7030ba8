package dev.rollcall.stack.secret;

import com.nimbusds.jose.jwk.ECKey;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.process.StackException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** The secrets of one local stack. They are made once; a restart finds the same ones. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretFolder folder;

    public Secrets(Path folder) {
        this.folder = new SecretFolder(folder);
    }

    /** The private JWK of a key id such as {@code gateway.1}. */
    public String privateKey(String keyId) {
        return key(keyId).toJSONString();
    }

    /** The JWK Set of all public keys. */
    public String trustedKeys() {
        return ServiceKeys.trusted(ServiceKeys.KEY_IDS.stream().map(this::key).toList());
    }

    /** 32 bytes in base64; wraps the keys of the people in the audit log. */
    public String masterKey() {
        return folder.getOrCreate("master.key", Secrets::base64);
    }

    /** 32 bytes in base64; tombstones are named by a MAC under it. */
    public String tombstoneKey() {
        return folder.getOrCreate("tombstone.key", Secrets::base64);
    }

    /** What the emulator takes for its Backend API, in the shape of Clerk's. */
    public String clerkSecretKey() {
        return folder.getOrCreate("clerk-secret.key", () -> "sk_test_" + hex());
    }

    /** With which the emulator signs its webhooks, in the shape of Svix's. */
    public String webhookSecret() {
        return folder.getOrCreate("webhook.secret", () -> "whsec_" + base64());
    }

    /** The passwords of the services' database roles. */
    public Map<ServiceRole, String> rolePasswords() {
        Map<ServiceRole, String> passwords = new EnumMap<>(ServiceRole.class);
        for (ServiceRole service : ServiceRole.values()) {
            passwords.put(service, folder.getOrCreate(service.role() + ".password", Secrets::hex));
        }
        return passwords;
    }

    /**
     * Makes whatever is missing and adds what follows from it, so that processes which are started
     * by others find all they need in files: {@code trusted.jwks} and each service's database
     * address, {@code identity.url} and so on.
     */
    public void completeFor(Map<ServiceRole, String> databases) {
        masterKey();
        tombstoneKey();
        clerkSecretKey();
        webhookSecret();
        folder.put("trusted.jwks", trustedKeys());
        databases.forEach((service, url) -> folder.put(service.schema() + ".url", url));
    }

    private ECKey key(String keyId) {
        String name = keyId + ".jwk";
        String json = folder.getOrCreate(name, () -> ServiceKeys.generate(keyId).toJSONString());
        try {
            return ECKey.parse(json);
        } catch (ParseException e) {
            throw new StackException("The secret " + name + " is not a key any more.", e);
        }
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(random());
    }

    private static String hex() {
        return HexFormat.of().formatHex(random());
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
