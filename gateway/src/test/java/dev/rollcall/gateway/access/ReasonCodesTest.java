package dev.rollcall.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.gateway.revocation.Revocation;
import dev.rollcall.gateway.token.TokenVerification.Fault;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reasons in log and figures are what others build on: none changes by renaming a constant. */
class ReasonCodesTest {

    @Test
    void theFaultsOfATokenAreThese() {
        assertEquals(
                Set.of(
                        "token_malformed",
                        "token_header",
                        "token_algorithm",
                        "token_wrong_class",
                        "token_key_unknown",
                        "token_signature",
                        "token_claims",
                        "token_lifetime",
                        "token_issuer",
                        "token_early"),
                Stream.of(Fault.values()).map(Doorkeeper::reason).collect(Collectors.toSet()));
    }

    @Test
    void whatCanBeTakenBackIsThis() {
        assertEquals(
                Set.of(
                        "revoked_session",
                        "revoked_user",
                        "revoked_membership",
                        "revoked_forgotten"),
                Stream.of(Revocation.values()).map(Doorkeeper::reason).collect(Collectors.toSet()));
    }
}
