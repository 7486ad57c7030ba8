package dev.rollcall.gateway.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A JWS in compact serialization (RFC 7515 §7.1), in its only spelling: three parts, base64url
 * without padding, unused bits zero. Its arrays belong to it: whoever reads them leaves them as
 * they are.
 */
final class CompactToken {

    private static final int LONGEST = 8192;

    private final byte[] signingInput;
    private final byte[] header;
    private final byte[] payload;
    private final byte[] signature;

    private CompactToken(byte[] signingInput, byte[] header, byte[] payload, byte[] signature) {
        this.signingInput = signingInput;
        this.header = header;
        this.payload = payload;
        this.signature = signature;
    }

    static Optional<CompactToken> parse(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] header = decode(token.substring(0, first));
        byte[] payload = decode(token.substring(first + 1, second));
        byte[] signature = decode(token.substring(second + 1));
        return header.length == 0 || payload.length == 0 || signature.length == 0
                ? Optional.empty()
                : Optional.of(
                        new CompactToken(
                                token.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                                header,
                                payload,
                                signature));
    }

    /** What the signature covers. */
    byte[] signingInput() {
        return signingInput;
    }

    byte[] header() {
        return header;
    }

    byte[] payload() {
        return payload;
    }

    byte[] signature() {
        return signature;
    }

    /** Empty unless the part is what its bytes are written as; another dot is no base64url. */
    private static byte[] decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            boolean canonical =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
            return canonical ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
