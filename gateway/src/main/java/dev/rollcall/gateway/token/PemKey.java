package dev.rollcall.gateway.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The RSA public key of a PEM text (RFC 7468 §13), as Clerk's dashboard shows it; {@code \n}
 * written out counts as a line end, for that is how it stands in many .env files. Pure.
 */
final class PemKey {

    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private PemKey() {}

    /** Empty unless it is one RSA public key that is strong enough. */
    static Optional<RSAPublicKey> read(String text) {
        Matcher pem = PEM.matcher(text.replace("\\n", "\n").strip());
        if (!pem.matches()) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            PublicKey key =
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            return key instanceof RSAPublicKey rsa && JwkSetReader.isStrong(rsa)
                    ? Optional.of(rsa)
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
