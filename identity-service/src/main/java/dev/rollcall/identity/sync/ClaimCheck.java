package dev.rollcall.identity.sync;

import dev.rollcall.contracts.personal.PersonalDatum;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.identity.mirror.FactsHash;
import dev.rollcall.identity.user.UserRow;
import org.jspecify.annotations.Nullable;

/**
 * What a token's claims mean beside a row. Claims are hints: they carry no version of the Clerk
 * object, so they count only where the token is younger than the row's observation. Pure.
 */
enum ClaimCheck {
    /** Nothing the token says differs from the row, or it says nothing. */
    SAME,
    /** The row was observed after the token was issued: the row is right. */
    OLDER,
    /** It differs, but a fetch has contradicted these very values before: not asked again. */
    CONTRADICTED,
    /** It differs: shown until a fetch tells. */
    DIFFERENT;

    static ClaimCheck of(UserRow row, TokenClaims claims) {
        if (!differs(row, claims)) {
            return SAME;
        }
        Long observedMs = row.versionObservedMs();
        if (observedMs != null && claims.issuedAt().toEpochMilli() <= observedMs) {
            return OLDER;
        }
        Long contradicted = row.contradictedHash();
        return contradicted != null && contradicted == hash(claims) ? CONTRADICTED : DIFFERENT;
    }

    /** Over the claimed values, not over when. */
    static long hash(TokenClaims claims) {
        return FactsHash.of(
                text(claims.email()),
                text(claims.firstName()),
                text(claims.lastName()),
                text(claims.username()),
                text(claims.imageUrl()),
                claims.role());
    }

    private static boolean differs(UserRow row, TokenClaims claims) {
        return differs(text(claims.email()), row.email())
                || differs(text(claims.firstName()), row.firstName())
                || differs(text(claims.lastName()), row.lastName())
                || differs(text(claims.username()), row.username())
                || differs(text(claims.imageUrl()), row.imageUrl())
                || differs(claims.role(), row.role());
    }

    private static boolean differs(@Nullable String claimed, @Nullable String mirrored) {
        return claimed != null && !claimed.equals(mirrored);
    }

    static @Nullable String text(@Nullable PersonalDatum datum) {
        return datum == null ? null : datum.value();
    }
}
