package dev.rollcall.gateway.token;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JWS in compact serialization (RFC 7515 §7.1), in its only spelling: three parts, base64url
 * without padding, unused bits zero.
 */
record CompactToken(Base64URL header, Base64URL payload, Base64URL signature) {

    private static final int LONGEST = 8192;
    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");

    static Optional<CompactToken> parse(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        var parts = SHAPE.matcher(token);
        boolean canonical =
                parts.matches()
                        && isCanonical(parts.group(1))
                        && isCanonical(parts.group(2))
                        && isCanonical(parts.group(3));
        return canonical
                ? Optional.of(
                        new CompactToken(
                                new Base64URL(parts.group(1)),
                                new Base64URL(parts.group(2)),
                                new Base64URL(parts.group(3))))
                : Optional.empty();
    }

    /** What the signature covers. */
    byte[] signingInput() {
        return (header + "." + payload).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isCanonical(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
