package dev.rollcall.identity.user;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalDatum;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between a row of the table and a state of the mirror. Pure. */
final class UserRows {

    private UserRows() {}

    static MirrorState<UserFacts> state(UserRow row) {
        Long updatedMs = row.versionUpdatedMs();
        Long observedMs = row.versionObservedMs();
        Long hash = row.versionHash();
        if (updatedMs == null || observedMs == null || hash == null) {
            return new MirrorState.Stub<>(row.absentAt());
        }
        return new MirrorState.Present<>(
                facts(row), new Version(updatedMs, observedMs, hash), row.absentAt());
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

    static UserRow stub(
            UUID id,
            ClerkUserId clerkId,
            @Nullable Instant absentAt,
            Instant createdAt,
            Cause cause) {
        return new UserRow(
                id,
                clerkId.value(),
                "pending",
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                false,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                absentAt,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                createdAt,
                cause.at());
    }

    static UserRow present(
            UUID id,
            ClerkUserId clerkId,
            MirrorState.Present<UserFacts> present,
            Instant createdAt,
            Instant updatedAt,
            Cause cause) {
        UserFacts facts = present.facts();
        Version version = present.version();
        return new UserRow(
                id,
                clerkId.value(),
                "active",
                text(facts.email()),
                facts.emailVerified(),
                text(facts.firstName()),
                text(facts.lastName()),
                text(facts.username()),
                text(facts.imageUrl()),
                facts.role(),
                facts.banned(),
                facts.locked(),
                facts.externalId(),
                facts.authProvider(),
                facts.createdAt(),
                version.updatedMs(),
                version.observedMs(),
                version.hash(),
                present.absentAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                cause.at(),
                cause.source().wire(),
                0,
                createdAt,
                updatedAt);
    }

    private static @Nullable PersonName name(@Nullable String text) {
        return text == null ? null : new PersonName(text);
    }

    private static @Nullable String text(@Nullable PersonalDatum datum) {
        return datum == null ? null : datum.value();
    }
}
