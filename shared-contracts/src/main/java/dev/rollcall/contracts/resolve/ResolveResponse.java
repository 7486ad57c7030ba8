package dev.rollcall.contracts.resolve;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The local user of a request. Whoever may not come in is answered by a problem instead.
 *
 * @param effectiveRole the role this request has: the mirror's, or the claim's where that is lower
 *     or has been confirmed
 * @param activeOrg the token's organisation, if the mirror knows a live membership in it
 * @param orgs every organisation the user belongs to, at most {@value #MOST_ORGS}
 */
@Serdeable
public record ResolveResponse(
        LocalUser user, String effectiveRole, @Nullable LocalOrg activeOrg, List<LocalOrg> orgs) {

    public static final int MOST_ORGS = 100;

    public ResolveResponse {
        orgs = List.copyOf(orgs);
    }
}
