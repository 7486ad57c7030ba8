package dev.rollcall.audit.subjectkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.audit.cipher.AesGcm;
import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.cipher.OctetWriter;
import dev.rollcall.contracts.id.ClerkUserId;
import java.security.SecureRandom;
import java.util.UUID;

/** What the log knows of a person: an alias with a key, or that they have been erased. */
public sealed interface Subject {

    /** Someone whose key exists. */
    record Known(UUID alias, Bytes key) implements Subject {

        private static final String CLERK_ID = "clerk_id";

        /** Somebody new: a random alias, a random key. */
        static Known random(SecureRandom random) {
            byte[] key = new byte[AesGcm.KEY_OCTETS];
            random.nextBytes(key);
            return new Known(UUID.randomUUID(), Bytes.copyOf(key));
        }

        Bytes seal(ClerkUserId person, SecureRandom random) {
            byte[] text = person.value().getBytes(UTF_8);
            return AesGcm.seal(key, text, context(), random);
        }

        /** Throws IllegalStateException if it was changed. */
        ClerkUserId open(Bytes sealedClerkId) {
            return AesGcm.open(key, sealedClerkId, context())
                    .map(text -> new String(text, UTF_8))
                    .map(ClerkUserId::new)
                    .orElseThrow(
                            () -> new IllegalStateException("subject " + alias + " was changed"));
        }

        private byte[] context() {
            return new OctetWriter().uuid(alias).text(CLERK_ID).toArray();
        }
    }

    /** Someone who must not be named again. */
    record Erased() implements Subject {}
}
