package dev.rollcall.identity.tenant;

import dev.rollcall.contracts.id.IdHash;
import dev.rollcall.contracts.paging.PageCursors;
import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/**
 * The key of this service's cursors: from {@code ROLLCALL_TOMBSTONE_KEY}, which all copies have.
 */
@Factory
final class CursorFactory {

    private static final String LABEL = "rollcall identity cursor 1";

    @Singleton
    PageCursors cursors(@Value("${rollcall.tombstone-key}") String tombstoneKey) {
        try {
            return new PageCursors(IdHash.withKey(tombstoneKey).of(LABEL));
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("ROLLCALL_TOMBSTONE_KEY is " + wrong.getMessage());
        }
    }
}
