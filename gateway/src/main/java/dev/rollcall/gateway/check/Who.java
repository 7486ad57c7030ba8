package dev.rollcall.gateway.check;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.contracts.resolve.LocalUser;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.gateway.identity.Visitor;
import dev.rollcall.gateway.token.SessionToken;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a written request comes from.
 *
 * @param orgRole in the organisation the session is in; null without one
 * @param permissions in it
 */
record Who(
        List<String> words,
        boolean anonymous,
        String role,
        @Nullable String orgRole,
        Set<String> permissions,
        boolean impersonated) {

    static final String RULE =
            "names who as anonymous, or as session, role:<role>, org:<role>,"
                    + " permission:<permission>, impersonated, or several of these";

    private static final String ROLE = "role:";
    private static final String ORG = "org:";
    private static final String PERMISSION = "permission:";
    private static final String MEMBER = "member";
    private static final ClerkOrgId ORG_ID = new ClerkOrgId("org_1");
    private static final UUID ID = new UUID(0, 0);

    Who {
        words = List.copyOf(words);
        permissions = Set.copyOf(permissions);
    }

    /** Empty if a word is not known, stands twice with different values, or contradicts. */
    static Optional<Who> parse(List<String> words) {
        if (words.equals(List.of("anonymous"))) {
            return Optional.of(new Who(words, true, MEMBER, null, Set.of(), false));
        }
        String role = null;
        String orgRole = null;
        Set<String> permissions = new HashSet<>();
        boolean impersonated = false;
        for (String word : words) {
            if (word.startsWith(ROLE) && word.length() > ROLE.length() && role == null) {
                role = word.substring(ROLE.length());
            } else if (word.startsWith(ORG) && word.length() > ORG.length() && orgRole == null) {
                orgRole = word.substring(ORG.length());
            } else if (word.startsWith(PERMISSION) && word.length() > PERMISSION.length()) {
                permissions.add(word.substring(PERMISSION.length()));
            } else if (word.equals("impersonated")) {
                impersonated = true;
            } else if (!word.equals("session")) {
                return Optional.empty();
            }
        }
        String inOrg = orgRole == null && !permissions.isEmpty() ? MEMBER : orgRole;
        return Optional.of(
                new Who(
                        words,
                        false,
                        role == null ? MEMBER : role,
                        inOrg,
                        permissions,
                        impersonated));
    }

    /** Somebody of whom only this is known. */
    Visitor visitor() {
        ClerkUserId id = new ClerkUserId("user_1");
        SessionToken token =
                new SessionToken(
                        id,
                        new ClerkSessionId("sess_1"),
                        Instant.EPOCH,
                        null,
                        null,
                        impersonated,
                        new TokenClaims(
                                Instant.EPOCH,
                                null,
                                null,
                                null,
                                null,
                                null,
                                role,
                                orgRole == null ? null : ORG_ID,
                                orgRole),
                        permissions);
        LocalOrg org =
                orgRole == null ? null : new LocalOrg(new OrgId(ID), ORG_ID, null, null, orgRole);
        LocalUser user =
                new LocalUser(
                        new UserId(ID),
                        id,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        role,
                        "active",
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null);
        return new Visitor(token, new ResolveResponse(user, role, org, List.of()));
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
