package dev.rollcall.audit.subjectkey;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.cipher.Mac256;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.IdHash;
import io.micronaut.context.annotation.Context;

/**
 * Recognises a person without naming them. It is never rotated, for the people it stands for are
 * not there any more to be hashed anew. Made at start, so that a wrong setting is noticed then.
 * Thread safe.
 */
@Context
public final class TombstoneKey {

    private final IdHash hash;
    private final Bytes digestKey;

    TombstoneKey(KeyConfiguration configuration) {
        Bytes key = configuration.tombstoneKey();
        this.hash = IdHash.withKey(configuration.tombstone());
        this.digestKey = Mac256.derive(key, "rollcall record digest");
    }

    /** HMAC-SHA-256 of the Clerk id. */
    Bytes hash(ClerkUserId person) {
        return Bytes.copyOf(hash.of(person.value()));
    }

    /** The key that digests of records build on; it outlives a rotation of the master key. */
    public Bytes digestKey() {
        return digestKey;
    }
}
