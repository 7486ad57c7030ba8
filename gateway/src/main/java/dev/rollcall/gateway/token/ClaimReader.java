package dev.rollcall.gateway.token;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.gateway.token.ClaimSet.UnreadableException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the claims of a session token, version 1 and 2 (Clerk, guides/sessions/session-tokens).
 * What decides is read strictly; what only describes the person is left out where it is odd. Pure.
 */
final class ClaimReader {

    /** What a role claim counts as that is there and names no role. */
    static final String LEAST_ROLE = "member";

    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final String ORG_ROLE_PREFIX = "org:";
    private static final int LONGEST_TEXT = 320;
    private static final int LONGEST_URL = 2048;

    private final ClaimSet claims;
    private final TokenRules rules;

    private ClaimReader(ClaimSet claims, TokenRules rules) {
        this.claims = claims;
        this.rules = rules;
    }

    static SessionToken read(ClaimSet claims, TokenRules rules) throws UnreadableException {
        return new ClaimReader(claims, rules).read();
    }

    private SessionToken read() throws UnreadableException {
        Instant issuedAt = claims.time("iat").orElseThrow(UnreadableException::new);
        Instant expiresAt = claims.time("exp").orElseThrow(UnreadableException::new);
        if (issuedAt.isAfter(expiresAt)) {
            throw new UnreadableException();
        }
        Optional<ClaimSet> actor = claims.object("act");
        return new SessionToken(
                claims.required("sub", ClerkUserId::new),
                claims.required("sid", ClerkSessionId::new),
                expiresAt,
                claims.time("nbf").orElse(null),
                actor.isEmpty() ? null : impersonator(actor.get()),
                actor.isPresent(),
                hints(issuedAt),
                permissions());
    }

    private TokenClaims hints(Instant issuedAt) throws UnreadableException {
        Optional<ClaimSet> org = org();
        TokenRules.ProfileClaims names = rules.profile();
        String email = description(names.email(), LONGEST_TEXT);
        String image = description(names.imageUrl(), LONGEST_URL);
        boolean nested = claims.has("o");
        return new TokenClaims(
                issuedAt,
                email == null ? null : new EmailAddress(email),
                name(names.firstName()),
                name(names.lastName()),
                name(names.username()),
                image == null ? null : new PersonalUrl(image),
                role(),
                org.isEmpty()
                        ? null
                        : org.get().required(nested ? "id" : "org_id", ClerkOrgId::new),
                org.isEmpty() ? null : orgRole(org.get().text(nested ? "rol" : "org_role")));
    }

    /** Version 2 nests the organisation in {@code o}; both at once is no token of Clerk's. */
    private Optional<ClaimSet> org() throws UnreadableException {
        Optional<Long> version = claims.number("v");
        boolean second = version.isPresent();
        if ((second && version.get() != 2) || claims.has(second ? "org_id" : "o")) {
            throw new UnreadableException();
        }
        if (second) {
            return claims.object("o");
        }
        return claims.has("org_id") ? Optional.of(claims) : Optional.empty();
    }

    private Set<String> permissions() throws UnreadableException {
        Optional<ClaimSet> org = org();
        if (org.isEmpty()) {
            return Set.of();
        }
        return claims.has("o")
                ? OrgPermissions.masked(claims.at("fea"), org.get().at("per"), org.get().at("fpm"))
                : OrgPermissions.listed(claims.at("org_permissions"));
    }

    private static @Nullable String orgRole(Optional<String> text) {
        return text.map(
                        role ->
                                role.startsWith(ORG_ROLE_PREFIX)
                                        ? role.substring(ORG_ROLE_PREFIX.length())
                                        : role)
                .filter(role -> ROLE.matcher(role).matches())
                .orElse(null);
    }

    private @Nullable String role() {
        for (String path : rules.rolePaths()) {
            Object value = claims.at(path);
            if (value != null) {
                return value instanceof String role && ROLE.matcher(role).matches()
                        ? role
                        : LEAST_ROLE;
            }
        }
        return null;
    }

    private static @Nullable ClerkUserId impersonator(ClaimSet actor) throws UnreadableException {
        String subject = actor.text("sub").orElseThrow(UnreadableException::new);
        try {
            return new ClerkUserId(subject);
        } catch (IllegalArgumentException somebodyWithoutUserId) {
            return null;
        }
    }

    private @Nullable PersonName name(String claim) {
        String text = description(claim, LONGEST_TEXT);
        return text == null ? null : new PersonName(text);
    }

    private @Nullable String description(String claim, int longest) {
        return claims.at(claim) instanceof String text
                        && !text.isBlank()
                        && text.length() <= longest
                        && text.codePoints().noneMatch(ClaimReader::isUnstorable)
                ? text
                : null;
    }

    private static boolean isUnstorable(int codePoint) {
        return Character.isISOControl(codePoint)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
