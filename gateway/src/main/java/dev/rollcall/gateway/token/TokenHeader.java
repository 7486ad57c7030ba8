package dev.rollcall.gateway.token;

import dev.rollcall.gateway.token.TokenVerification.Fault;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JOSE header of a session token: RS256, a key id, of the session class (RFC 8725 §3.1, §3.11;
 * Clerk's categories: clerk/javascript, packages/backend/src/tokens/jwtCategories.ts). Pure.
 */
sealed interface TokenHeader {

    /** A header that may be a session token's; names its key. */
    record Usable(String keyId) implements TokenHeader {}

    record Unusable(Fault fault) implements TokenHeader {}

    /** What would change how a token is read, or bring a key along. */
    Set<String> REFUSED = Set.of("crit", "b64", "zip", "jku", "jwk", "x5u", "x5c", "enc");

    Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** The session category, and the one that some instances put on every class. */
    Set<String> CATEGORIES = Set.of("cl_B7d4PD111AAA", "cl_I7d4PD111III");

    static TokenHeader read(Map<String, @Nullable Object> header) {
        if (REFUSED.stream().anyMatch(header::containsKey)) {
            return new Unusable(Fault.HEADER);
        }
        if (!"RS256".equals(header.get("alg"))) {
            return new Unusable(Fault.ALGORITHM);
        }
        if (header.containsKey("typ") && !"JWT".equals(header.get("typ"))) {
            return new Unusable(Fault.WRONG_CLASS);
        }
        if (header.containsKey("cat")
                && !(header.get("cat") instanceof String category
                        && CATEGORIES.contains(category))) {
            return new Unusable(Fault.WRONG_CLASS);
        }
        return header.get("kid") instanceof String keyId && KEY_ID.matcher(keyId).matches()
                ? new Usable(keyId)
                : new Unusable(Fault.HEADER);
    }
}
