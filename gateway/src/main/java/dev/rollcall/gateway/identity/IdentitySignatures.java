package dev.rollcall.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.token.IdentityTokens;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The signed identities of visitors, one per session, upstream and what is known of the person: a
 * signature costs more than all else a request does here, and the next request of the same session
 * would get the same one. Anything that changes about the person makes a new one. Thread safe.
 */
@Singleton
public final class IdentitySignatures {

    /** Of the 60 s a signature lives: the upstream has the rest. */
    static final Duration REUSE = Duration.ofSeconds(20);

    private static final int MOST = 20_000;

    private record Key(ClerkSessionId session, String upstream, ResolveResponse identity) {}

    private final Cache<Key, String> signed =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REUSE).build();
    private final IdentityTokens.Signer signer;

    IdentitySignatures(IdentityTokens.Signer signer) {
        this.signer = signer;
    }

    /** {@code requestId} goes beside the signature, not into it. */
    public String sign(Visitor visitor, String upstream, RequestId requestId) {
        Key key = new Key(visitor.token().session(), upstream, visitor.identity());
        return signed.get(key, missing -> signer.sign(visitor.forUpstream(requestId), upstream));
    }
}
