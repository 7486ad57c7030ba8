package dev.rollcall.contracts.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of Standard Webhooks 1.0.0, which is Svix's: HMAC-SHA256 over {@code
 * id.timestamp.body}, where the body is the bytes as they crossed the wire. Stateless.
 */
public final class WebhookSignature {

    /** What a signature entry of this kind begins with; other versions are not HMAC. */
    public static final String VERSION_PREFIX = "v1,";

    private static final String SECRET_PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET_BYTES = 24;
    private static final int LONGEST_SECRET_BYTES = 64;

    private WebhookSignature() {}

    /**
     * The key bytes of a secret as a dashboard shows it, with or without {@code whsec_}.
     *
     * @throws IllegalArgumentException if it is not base64 of 24 to 64 bytes; the message does not
     *     repeat the secret
     */
    public static byte[] secret(String text) {
        String encoded =
                text.startsWith(SECRET_PREFIX) ? text.substring(SECRET_PREFIX.length()) : text;
        byte[] key;
        try {
            key = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("a webhook secret is whsec_ and base64");
        }
        if (key.length < SHORTEST_SECRET_BYTES || key.length > LONGEST_SECRET_BYTES) {
            throw new IllegalArgumentException("a webhook secret has 24 to 64 bytes");
        }
        return key;
    }

    /** The 32 bytes of the MAC; {@code timestampSeconds} is written exactly as it was sent. */
    public static byte[] mac(byte[] secret, String id, String timestampSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((id + '.' + timestampSeconds + '.').getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException noHmac) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, noHmac);
        }
    }

    /** One entry of the signature header: {@code v1,<base64>}. */
    public static String sign(byte[] secret, String id, long timestampSeconds, byte[] body) {
        byte[] mac = mac(secret, id, Long.toString(timestampSeconds), body);
        return VERSION_PREFIX + Base64.getEncoder().encodeToString(mac);
    }
}
