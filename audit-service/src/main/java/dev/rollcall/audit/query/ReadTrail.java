package dev.rollcall.audit.query;

import dev.rollcall.audit.cipher.Bytes;
import dev.rollcall.audit.record.AppendRecords;
import dev.rollcall.audit.record.CanonicalRecord;
import dev.rollcall.audit.subjectkey.Subject;
import dev.rollcall.audit.subjectkey.Subjects;
import dev.rollcall.contracts.audit.AppendResponse.Result;
import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.audit.AuditEntry;
import dev.rollcall.contracts.audit.AuditRecordView;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of the trail and, in the same transaction, records that it was read: without that
 * record no page. Thread safe.
 */
@Singleton
final class ReadTrail {

    private final TransactionOperations<Connection> transactions;
    private final Subjects subjects;
    private final TrailRepository trail;
    private final AppendRecords appendRecords;
    private final PageCursors cursors;
    private final Uuid7 ids;
    private final Clock clock;

    ReadTrail(
            TransactionOperations<Connection> transactions,
            Subjects subjects,
            TrailRepository trail,
            AppendRecords appendRecords,
            PageCursors cursors,
            Uuid7 ids,
            Clock clock) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.trail = trail;
        this.appendRecords = appendRecords;
        this.cursors = cursors;
        this.ids = ids;
        this.clock = clock;
    }

    /** Throws ProblemException 400 for a foreign cursor, 403 if the reader has been erased. */
    AuditRecordView.Page run(AuthenticatedUser reader, TrailQuery query) {
        return transactions.executeWrite(transaction -> read(reader, query));
    }

    private AuditRecordView.Page read(AuthenticatedUser reader, TrailQuery query) {
        subjects.holdOffErasure();
        ClerkUserId asked = query.subject();
        Subject subject = asked == null ? null : subjects.find(Set.of(asked)).get(asked);
        Position from = position(reader, query);

        List<CanonicalRecord> found =
                list(asked, subject, from, query.limit() + 1).stream()
                        .map(octets -> CanonicalRecord.parse(octets.toArray()))
                        .toList();
        List<CanonicalRecord> page = found.subList(0, Math.min(found.size(), query.limit()));
        Map<UUID, Subjects.Person> people = subjects.findByAlias(RecordOpening.aliases(page));
        List<AuditRecordView> views =
                page.stream().map(record -> RecordOpening.open(record, people)).toList();

        evidence(reader, subject instanceof Subject.Erased ? null : asked, page.size());
        String next = found.size() > page.size() ? cursor(reader, query, page.getLast()) : null;
        return new AuditRecordView.Page(views, next);
    }

    private Position position(AuthenticatedUser reader, TrailQuery query) {
        String cursor = query.cursor();
        return cursor == null ? Position.START : cursors.open(cursor, reader.id(), query.subject());
    }

    private String cursor(AuthenticatedUser reader, TrailQuery query, CanonicalRecord last) {
        Position end = new Position(last.recordedAt(), last.id());
        return cursors.seal(end, reader.id(), query.subject());
    }

    /** Nothing can be found about whoever has no alias, or has it no more. */
    private List<Bytes> list(
            @Nullable ClerkUserId asked, @Nullable Subject subject, Position from, int most) {
        if (asked == null) {
            return trail.listNewest(from, most);
        }
        return subject instanceof Subject.Known known
                ? trail.listNewestAbout(known.alias(), from, most)
                : List.of();
    }

    private void evidence(AuthenticatedUser reader, @Nullable ClerkUserId about, int count) {
        AuthenticatedUser.Org org = reader.org();
        AuditEntry entry =
                new AuditEntry(
                        ids.next(),
                        clock.instant(),
                        AuditAction.AUDIT_READ,
                        AuditEntry.Outcome.SUCCEEDED,
                        AuditEntry.Actor.user(reader.clerkId()),
                        about,
                        org == null ? null : org.id(),
                        reader.requestId(),
                        Map.of("count", Integer.toString(count)),
                        List.of());
        if (appendRecords.run(List.of(entry)).getFirst().result() != Result.STORED) {
            throw new ProblemException(
                    ProblemCode.ACCOUNT_ERASED, "An erased person reads no records.");
        }
    }
}
