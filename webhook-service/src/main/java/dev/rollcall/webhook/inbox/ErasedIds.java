package dev.rollcall.webhook.inbox;

import dev.rollcall.contracts.id.IdHash;
import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the ids of erased people are remembered: under the house's tombstone key, so that one is
 * recognised and cannot be guessed. Made at the start, so that a wrong key stops it. Thread-safe.
 */
@Context
public final class ErasedIds {

    private final IdHash hash;

    ErasedIds(@Value("${rollcall.tombstone-key}") String tombstoneKey) {
        try {
            this.hash = IdHash.withKey(tombstoneKey);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("ROLLCALL_TOMBSTONE_KEY is " + wrong.getMessage());
        }
    }

    /** Hexadecimal. */
    public String hash(String userId) {
        return HexFormat.of().formatHex(hash.of(userId));
    }

    /** Of those of the words that are user ids, with blanks between. */
    String hashes(Set<String> mentions) {
        return mentions.stream()
                .filter(word -> word.startsWith(Mentions.USER))
                .map(this::hash)
                .collect(Collectors.joining(" "));
    }
}
