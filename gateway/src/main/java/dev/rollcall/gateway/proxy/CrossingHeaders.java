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
                    "content-type",
                    "date",
                    "etag",
                    "expires",
                    "last-modified",
                    "link",
                    "retry-after",
                    "transfer-encoding",
                    "vary");

    private CrossingHeaders() {}

    static boolean goesIn(String name) {
        return INWARD.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean comesOut(String name) {
        return OUTWARD.contains(name.toLowerCase(Locale.ROOT));
    }
}
