package dev.rollcall.webhook.receive;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One content type and no encoding: the bytes that are hashed are the bytes that were sent. */
final class ContentPolicy {

    private static final Set<String> JSON =
            Set.of("application/json", "application/json;charset=utf-8");

    private ContentPolicy() {}

    /** Both lists hold every value of their header. */
    static boolean allows(List<String> contentTypes, List<String> contentEncodings) {
        return contentEncodings.isEmpty()
                && contentTypes.size() == 1
                && JSON.contains(contentTypes.getFirst().replace(" ", "").toLowerCase(Locale.ROOT));
    }
}
