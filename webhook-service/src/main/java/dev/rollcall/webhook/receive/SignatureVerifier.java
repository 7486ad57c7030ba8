package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.webhook.WebhookSignature;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Verifies Standard Webhooks 1.0.0 signatures on bytes as received, stricter than the reference
 * libraries: one spelling of each part, one value per header, both header families only if they
 * agree. Pure.
 */
final class SignatureVerifier {

    private static final Pattern TIMESTAMP = Pattern.compile("0|[1-9][0-9]{0,11}");
    private static final int MOST_ENTRIES = 32;
    private static final int MAC_BYTES = 32;
    private static final int MAC_CHARACTERS = 44;
    private static final byte[] NOT_A_MAC = new byte[0];

    private SignatureVerifier() {}

    /**
     * Checks one request.
     *
     * @param headers all values of a header, by its lower-case name
     * @param secrets key bytes; which one matches first is reported
     * @param tolerance how far the timestamp may be off, inclusive, both ways
     */
    static SignatureCheck verify(
            Function<String, List<String>> headers,
            byte[] body,
            List<byte[]> secrets,
            Instant now,
            Duration tolerance) {
        Family svix = Family.of("svix-", headers);
        Family standard = Family.of("webhook-", headers);
        if (!svix.isAbsent() && !standard.isAbsent() && !svix.equals(standard)) {
            return new SignatureCheck.Malformed("headers_conflict");
        }
        Family family = svix.isAbsent() ? standard : svix;
        if (!family.isSingle()) {
            return new SignatureCheck.Malformed("headers_missing_or_repeated");
        }
        return verify(
                family.ids.getFirst(),
                family.timestamps.getFirst(),
                family.signatures.getFirst(),
                body,
                secrets,
                now,
                tolerance);
    }

    private static SignatureCheck verify(
            String id,
            String timestamp,
            String signatures,
            byte[] body,
            List<byte[]> secrets,
            Instant now,
            Duration tolerance) {
        if (!MessageId.isValid(id)) {
            return new SignatureCheck.Malformed("id_malformed");
        }
        if (!TIMESTAMP.matcher(timestamp).matches()) {
            return new SignatureCheck.Malformed("timestamp_malformed");
        }
        List<String> entries = List.of(signatures.split(" ", -1));
        if (signatures.isEmpty() || entries.size() > MOST_ENTRIES) {
            return new SignatureCheck.Malformed("signature_list_malformed");
        }
        long offSeconds = Math.abs(Long.parseLong(timestamp) - now.getEpochSecond());
        if (offSeconds > tolerance.toSeconds()) {
            return new SignatureCheck.OutOfTolerance(new MessageId(id));
        }
        List<byte[]> sent = entries.stream().map(SignatureVerifier::mac).toList();
        for (int index = 0; index < secrets.size(); index++) {
            byte[] expected = WebhookSignature.mac(secrets.get(index), id, timestamp, body);
            if (contains(sent, expected)) {
                return new SignatureCheck.Valid(new MessageId(id), index);
            }
        }
        return new SignatureCheck.Mismatched(new MessageId(id));
    }

    /** The bytes of a {@code v1} entry in canonical padded base64; else what matches nothing. */
    private static byte[] mac(String entry) {
        if (!entry.startsWith(WebhookSignature.VERSION_PREFIX)) {
            return NOT_A_MAC;
        }
        String encoded = entry.substring(WebhookSignature.VERSION_PREFIX.length());
        if (encoded.length() != MAC_CHARACTERS) {
            return NOT_A_MAC;
        }
        try {
            byte[] mac = Base64.getDecoder().decode(encoded);
            boolean canonical = Base64.getEncoder().encodeToString(mac).equals(encoded);
            return canonical && mac.length == MAC_BYTES ? mac : NOT_A_MAC;
        } catch (IllegalArgumentException notBase64) {
            return NOT_A_MAC;
        }
    }

    /** Compares with every entry, in constant time each: no early way out. */
    private static boolean contains(List<byte[]> sent, byte[] expected) {
        boolean found = false;
        for (byte[] mac : sent) {
            found |= MessageDigest.isEqual(mac, expected);
        }
        return found;
    }

    private record Family(List<String> ids, List<String> timestamps, List<String> signatures) {

        static Family of(String prefix, Function<String, List<String>> headers) {
            return new Family(
                    headers.apply(prefix + "id"),
                    headers.apply(prefix + "timestamp"),
                    headers.apply(prefix + "signature"));
        }

        boolean isAbsent() {
            return ids.isEmpty() && timestamps.isEmpty() && signatures.isEmpty();
        }

        boolean isSingle() {
            return ids.size() == 1 && timestamps.size() == 1 && signatures.size() == 1;
        }
    }
}
