package dev.rollcall.gateway.token;

import java.security.Provider;
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

    /** Unpacks and loads the library; some 0.3 s of computing. */
    static Optional<Provider> load() {
        try {
            return ServiceLoader.load(Provider.class).stream()
                    .filter(found -> found.type().getName().equals(CLASS))
                    .findFirst()
                    .map(ServiceLoader.Provider::get)
                    .filter(NativeRsa::isLoaded);
        } catch (ServiceConfigurationError | LinkageError unusable) {
            return Optional.empty();
        }
    }

    /** Without its library the provider is there and offers nothing. */
    private static boolean isLoaded(Provider provider) {
        return provider.getService("Signature", "SHA256withRSA") != null
                && provider.getService("KeyFactory", "RSA") != null;
    }
}
