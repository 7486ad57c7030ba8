package dev.rollcall.gateway.token;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What this installation expects of a session token.
 *
 * @param issuer exact {@code iss}
 * @param authorizedParties origins allowed in {@code azp}; empty means that none is asked for
 * @param partyOptional whether a token without {@code azp} passes although the list is set
 * @param longestLife from {@code iat} to {@code exp}
 * @param rolePaths where the application role is looked for, in order, as dotted paths of claims
 */
record TokenRules(
        String issuer,
        Set<String> authorizedParties,
        boolean partyOptional,
        Duration longestLife,
        List<String> rolePaths,
        ProfileClaims profile) {

    TokenRules {
        authorizedParties = Set.copyOf(authorizedParties);
        rolePaths = List.copyOf(rolePaths);
    }

    /** The names of the claims that describe the person; each may be absent. */
    record ProfileClaims(
            String email, String firstName, String lastName, String username, String imageUrl) {}
}
