package dev.rollcall.gateway.access;

import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.identity.Visitor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which organisations a request names itself, in {@code X-Org-Id} or {@code org_id}: a product that
 * took them at their word would serve another tenant's data. Pure.
 */
final class NamedOrgs {

    private static final String HEADER = "X-Org-Id";
    private static final String PARAMETER = "org_id";

    private NamedOrgs() {}

    /** Empty for nearly every request. */
    static List<String> of(CleanRequest request) {
        List<String> header = request.headers(HEADER);
        String query = request.query();
        if (query == null) {
            return header;
        }
        List<String> named = new ArrayList<>(header);
        for (String pair : query.split("[&;]", -1)) {
            int equals = pair.indexOf('=');
            if (decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(PARAMETER)) {
                named.add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return named;
    }

    private static String decoded(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0
                ? text
                : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whether each is the organisation the session is in, by Clerk's id or ours. */
    static boolean agree(List<String> named, Visitor visitor) {
        if (named.isEmpty()) {
            return true;
        }
        LocalOrg active = visitor.identity().activeOrg();
        return active != null
                && named.stream()
                        .allMatch(
                                id ->
                                        id.equals(active.id().toString())
                                                || (active.clerkId() != null
                                                        && id.equals(active.clerkId().value())));
    }
}
