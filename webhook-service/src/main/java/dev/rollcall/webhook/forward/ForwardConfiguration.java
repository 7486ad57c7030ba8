package dev.rollcall.webhook.forward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One target as it is written.
 *
 * @param name {@code a-z 0-9 -}
 * @param url where it takes events
 * @param secret with which they are signed, {@code whsec_...}
 * @param types those it wants, {@code user.*} or whole; none is all
 * @param allowPrivate whether it may have a private address, and http
 */
record ForwardConfiguration(
        String name,
        @Nullable String url,
        @Nullable String secret,
        List<String> types,
        boolean allowPrivate) {

    ForwardConfiguration {
        types = List.copyOf(types);
    }

    @Override
    public String toString() {
        return "ForwardConfiguration[" + name + ']';
    }
}
