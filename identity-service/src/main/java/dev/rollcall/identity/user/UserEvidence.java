package dev.rollcall.identity.user;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.PersonalDatum;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.MirrorState;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.outbox.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a person leaves in the audit log: before and after of the fields that count.
 * Pure.
 */
public final class UserEvidence {

    private UserEvidence() {}

    public static Optional<Evidence> of(
            ClerkUserId clerkId,
            MirrorState<UserFacts> before,
            Reduction.Applied<UserFacts> applied,
            Cause cause) {
        return switch (applied.change()) {
            case STUBBED, CONFIRMED, MISSED -> Optional.empty();
            case CREATED -> of(AuditAction.USER_CREATED, clerkId, before, applied, cause);
            case UPDATED -> of(AuditAction.USER_UPDATED, clerkId, before, applied, cause);
            case DELETED -> of(AuditAction.USER_DELETED, clerkId, before, applied, cause);
        };
    }

    private static Optional<Evidence> of(
            AuditAction action,
            ClerkUserId clerkId,
            MirrorState<UserFacts> before,
            Reduction.Applied<UserFacts> applied,
            Cause cause) {
        Map<String, String> attributes =
                applied.changedFields().isEmpty()
                        ? Map.of()
                        : Map.of("fields", String.join(",", applied.changedFields()));
        List<AuditEntry.Detail> details = details(clerkId, facts(before), facts(applied.next()));
        return Optional.of(new Evidence(action, clerkId, null, attributes, details, cause));
    }

    private static @Nullable UserFacts facts(MirrorState<UserFacts> state) {
        return state instanceof MirrorState.Present<UserFacts> present ? present.facts() : null;
    }

    private static List<AuditEntry.Detail> details(
            ClerkUserId about, @Nullable UserFacts before, @Nullable UserFacts after) {
        Map<String, String> old = before == null ? Map.of() : fields(before);
        Map<String, String> now = after == null ? Map.of() : fields(after);
        List<AuditEntry.Detail> details = new ArrayList<>();
        for (String field :
                List.of("email", "first_name", "last_name", "username", "role", "banned")) {
            String from = old.get(field);
            String to = now.get(field);
            if (!Objects.equals(from, to)) {
                add(details, about, field + ".before", from);
                add(details, about, field + ".after", to);
            }
        }
        return details;
    }

    private static void add(
            List<AuditEntry.Detail> details,
            ClerkUserId about,
            String field,
            @Nullable String value) {
        if (value != null) {
            details.add(new AuditEntry.Detail(about, field, value));
        }
    }

    private static Map<String, String> fields(UserFacts facts) {
        Map<String, String> fields = new HashMap<>();
        put(fields, "email", facts.email());
        put(fields, "first_name", facts.firstName());
        put(fields, "last_name", facts.lastName());
        put(fields, "username", facts.username());
        if (facts.role() != null) {
            fields.put("role", facts.role());
        }
        fields.put("banned", Boolean.toString(facts.banned()));
        return fields;
    }

    private static void put(
            Map<String, String> fields, String name, @Nullable PersonalDatum datum) {
        if (datum != null) {
            fields.put(name, datum.value());
        }
    }
}
