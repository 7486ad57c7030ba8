package dev.rollcall.gateway.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Amazon's Corretto Crypto Provider, which verifies RS256 in half of the JDK's time: if it is on
 * the class path and its library loads on this machine. It is handed to who wants it, never
 * installed for everybody.
 */
final class NativeRsa {

    private static final String CLASS =
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeRsa() {}

    /** Unpacks, loads and tests the library; some 0.3 s of computing. */
    static Optional<Provider> load() {
        try {
            return ServiceLoader.load(Provider.class).stream()
                    .filter(found -> found.type().getName().equals(CLASS))
                    .findFirst()
                    .map(ServiceLoader.Provider::get)
                    .filter(NativeRsa::isUsable);
        } catch (ServiceConfigurationError | LinkageError | AssertionError unusable) {
            return Optional.empty();
        }
    }

    /** Without its library, or where its tests of itself fail, the provider offers nothing. */
    private static boolean isUsable(Provider provider) {
        try {
            KeyFactory.getInstance("RSA", provider);
            Signature.getInstance(TokenKey.RS256, provider);
            return true;
        } catch (GeneralSecurityException | RuntimeException unusable) {
            return false;
        }
    }
}
