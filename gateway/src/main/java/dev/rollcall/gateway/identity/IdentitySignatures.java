package dev.rollcall.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.token.IdentityTokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The signed identities of visitors, one per session, upstream and what is known of the person: a
 * signature costs more than all else a request does here, and the next request of the same session
 * would get the same one. What is known is told apart by the object, not by its content, which
 * would cost more to compare than it saves: identity-service's next answer makes a new signature.
 * Thread safe.
 */
@Singleton
public final class IdentitySignatures {

    /** Of the 60 s a signature lives: the upstream has the rest. */
    static final Duration REUSE = Duration.ofSeconds(20);

    private record Bearer(ClerkSessionId session, String upstream) {}

    private record Signed(String token, Instant at) {}

    /** Gone with what is known, which is remembered for a bounded time and number of people. */
    private final Cache<ResolveResponse, ConcurrentMap<Bearer, Signed>> signed =
            Caffeine.newBuilder()
                    .weakKeys()
                    .executor(Runnable::run) // upkeep costs less than waking somebody for it
                    .build();

    private final IdentityTokens.Signer signer;
    private final Clock clock;

    IdentitySignatures(IdentityTokens.Signer signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** {@code requestId} goes beside the signature, not into it. */
    public String sign(Visitor visitor, String upstream, RequestId requestId) {
        Instant now = clock.instant();
        ConcurrentMap<Bearer, Signed> ofThem =
                signed.get(visitor.identity(), known -> new ConcurrentHashMap<>());
        Bearer bearer = new Bearer(visitor.token().session(), upstream);
        Signed known = ofThem.get(bearer);
        if (known != null && isReusable(known, now)) {
            return known.token();
        }
        return ofThem.compute(
                        bearer,
                        (same, other) ->
                                other != null && isReusable(other, now)
                                        ? other
                                        : new Signed(
                                                signer.sign(
                                                        visitor.forUpstream(requestId), upstream),
                                                now))
                .token();
    }

    private static boolean isReusable(Signed signed, Instant now) {
        return !now.isBefore(signed.at()) && now.isBefore(signed.at().plus(REUSE));
    }
}
