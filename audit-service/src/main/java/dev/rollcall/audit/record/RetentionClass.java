package dev.rollcall.audit.record;

import dev.rollcall.contracts.audit.AuditAction;
import java.util.Locale;

/** Records that are kept equally long. Each has partitions: {@code audit.ensure_partitions}. */
enum RetentionClass {
    /** Who was let in and who was not. */
    ACCESS,
    /** What happened to users, organisations and memberships. */
    IDENTITY,
    /** What was done with the evidence itself. */
    COMPLIANCE;

    static RetentionClass of(AuditAction action) {
        return switch (action) {
            case ACCESS_GRANTED, ACCESS_REFUSED, WEBHOOK_REVEALED, WEBHOOK_REPLAYED -> ACCESS;
            case USER_CREATED,
                    USER_UPDATED,
                    USER_DELETED,
                    USER_ADMINISTERED,
                    ORG_CREATED,
                    ORG_UPDATED,
                    ORG_DELETED,
                    MEMBERSHIP_CREATED,
                    MEMBERSHIP_UPDATED,
                    MEMBERSHIP_DELETED,
                    DEFAULT_ORG_CREATED ->
                    IDENTITY;
            case AUDIT_READ -> COMPLIANCE;
        };
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
