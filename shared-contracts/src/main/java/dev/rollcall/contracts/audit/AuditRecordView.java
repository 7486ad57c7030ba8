package dev.rollcall.contracts.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored record as compliance staff read it. A person whose key is gone has no Clerk id and no
 * details any more; the alias stays.
 */
@Serdeable
public record AuditRecordView(
        UUID id,
        Instant occurredAt,
        Instant recordedAt,
        String action,
        String outcome,
        @Nullable Party actor,
        @Nullable Party subject,
        @Nullable UUID org,
        @Nullable String requestId,
        Map<String, String> attributes,
        List<AuditEntry.Detail> details) {

    /** A person by alias and, while the key exists, Clerk id; or a service by name. */
    @Serdeable
    public record Party(@Nullable UUID alias, @Nullable String clerkId, @Nullable String service) {}

    /** A page, newest first; {@code next} is the cursor of the following one, null on the last. */
    @Serdeable
    public record Page(List<AuditRecordView> records, @Nullable String next) {}
}
