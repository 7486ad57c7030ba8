package dev.rollcall.gateway.proxy;

import java.util.Locale;
import java.util.Set;

/**
 * Which headers may cross the gateway: only these, so that no spelling of an identity, forwarding
 * or override header gets through, nor an internal one out (RFC 9110 §7.6.1). Pure.
 */
final class CrossingHeaders {

    private static final Set<String> INWARD =
            Set.of(
                    "accept",
                    "accept-encoding",
                    "accept-language",
                    "content-type",
                    "if-match",
                    "if-none-match",
                    "if-modified-since",
                    "if-unmodified-since",
                    "idempotency-key",
                    "user-agent",
                    "svix-id",
                    "svix-timestamp",
                    "svix-signature",
                    "webhook-id",
                    "webhook-timestamp",
                    "webhook-signature");

    private static final Set<String> OUTWARD =
            Set.of(
                    "allow",
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-length",
                    "content-security-policy",
                    "content-type",
                    "cross-origin-embedder-policy",
                    "cross-origin-opener-policy",
                    "cross-origin-resource-policy",
                    "date",
                    "etag",
                    "expires",
                    "last-modified",
                    "link",
                    "permissions-policy",
                    "retry-after",
                    "transfer-encoding",
                    "vary",
                    "x-frame-options");

    private static final String LOCATION = "location";

    private CrossingHeaders() {}

    static boolean goesIn(String name) {
        return INWARD.contains(name.toLowerCase(Locale.ROOT));
    }

    /** A redirect stays on our own origin: an upstream knows its own address, not ours. */
    static boolean comesOut(String name, CharSequence value) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OUTWARD.contains(lower) || (lower.equals(LOCATION) && isPath(value));
    }

    /** Browsers read a backslash as a slash and skip tabs: {@code //} names another host. */
    private static boolean isPath(CharSequence location) {
        boolean rooted = !location.isEmpty() && location.charAt(0) == '/';
        boolean foreign = location.length() > 1 && location.charAt(1) == '/';
        return rooted && !foreign && location.chars().allMatch(c -> c > ' ' && c != '\\');
    }
}
