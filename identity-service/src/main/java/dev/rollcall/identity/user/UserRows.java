package dev.rollcall.identity.user;

import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalDatum;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Version;
import org.jspecify.annotations.Nullable;

/** Between a row of the table and a state of the mirror. Pure. */
final class UserRows {

    private UserRows() {}

    static MirrorState<UserFacts> state(UserRow row) {
        Version version =
                Version.of(row.versionUpdatedMs(), row.versionObservedMs(), row.versionHash());
        return version == null
                ? new MirrorState.Stub<>(row.absentAt())
                : new MirrorState.Present<>(facts(row), version, row.absentAt());
    }

    static UserFacts facts(UserRow row) {
        return new UserFacts(
                row.email() == null ? null : new EmailAddress(row.email()),
                row.emailVerified(),
                name(row.firstName()),
                name(row.lastName()),
                name(row.username()),
                row.imageUrl() == null ? null : new PersonalUrl(row.imageUrl()),
                row.role(),
                row.banned(),
                row.locked(),
                row.externalId(),
                row.authProvider(),
                row.clerkCreatedAt());
    }

    private static @Nullable PersonName name(@Nullable String text) {
        return text == null ? null : new PersonName(text);
    }

    static @Nullable String text(@Nullable PersonalDatum datum) {
        return datum == null ? null : datum.value();
    }
}
