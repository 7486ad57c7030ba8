package dev.rollcall.gateway.token;

import dev.rollcall.contracts.resolve.TokenClaims;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of the claims Rollcall can use have been seen in any verified token since the start:
 * Clerk's default session token has none of them, and somebody has to be told. Thread safe.
 */
@Singleton
public final class ClaimSightings {

    /** What to paste in Clerk's dashboard under Sessions, Customize session token. */
    public static final String SESSION_TOKEN_JSON =
            """
            {"metadata":"{{user.public_metadata}}","email":"{{user.primary_email_address}}",\
            "first_name":"{{user.first_name}}","last_name":"{{user.last_name}}",\
            "username":"{{user.username}}","image_url":"{{user.image_url}}"}""";

    private final TokenRules rules;
    private volatile boolean any;
    private volatile boolean role;
    private volatile boolean email;

    ClaimSightings(TokenRules rules) {
        this.rules = rules;
    }

    void saw(TokenClaims claims) {
        any = true;
        role |= claims.role() != null;
        email |= claims.email() != null;
    }

    /** Names of claims that no token had; empty as long as no token was seen at all. */
    public List<String> absent() {
        List<String> absent = new ArrayList<>();
        if (any && !role) {
            absent.add(rules.rolePaths().getFirst());
        }
        if (any && !email) {
            absent.add(rules.profile().email());
        }
        return absent;
    }
}
