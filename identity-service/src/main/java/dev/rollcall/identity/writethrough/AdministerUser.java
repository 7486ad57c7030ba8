package dev.rollcall.identity.writethrough;

import dev.rollcall.contracts.audit.AuditAction;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.identity.clerk.ClerkAnswer;
import dev.rollcall.identity.clerk.ClerkUsers;
import dev.rollcall.identity.clerk.ClerkWrites;
import dev.rollcall.identity.clerk.UserFetch;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Observation;
import dev.rollcall.identity.outbox.Evidence;
import dev.rollcall.identity.outbox.Outbox;
import dev.rollcall.identity.sighting.ObserveAtClerk;
import dev.rollcall.identity.sighting.Sighting;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out an order: Clerk first, then the row by Clerk's answer and the record of who ordered
 * it, in one transaction. While Clerk does not answer nothing is done. Nobody ends the last
 * administration: such orders are decided one after the other.
 */
@Singleton
final class AdministerUser {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final AdminRepository admins;
    private final ClerkWrites clerk;
    private final ObserveAtClerk observe;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    AdministerUser(
            AdminRepository admins,
            ClerkWrites clerk,
            ObserveAtClerk observe,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.admins = admins;
        this.clerk = clerk;
        this.observe = observe;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Throws ProblemException 404, 409 for the last administrator, 400 or 503 by Clerk's answer.
     */
    void run(ClerkUserId user, Order order, AuthenticatedUser admin) {
        if (order.endsAdministration()) {
            transactions.executeWrite(
                    status -> {
                        admins.lock();
                        check(user, order);
                        carryOut(user, order, admin);
                        return user;
                    });
        } else {
            transactions.executeRead(
                    status -> {
                        check(user, order);
                        return user;
                    });
            carryOut(user, order, admin);
        }
    }

    private void check(ClerkUserId user, Order order) {
        if (!admins.isKnown(user.value())) {
            throw notFound();
        }
        if (order.endsAdministration()
                && admins.isAdmin(user.value())
                && !admins.existsOtherAdmin(user.value())) {
            throw new ProblemException(
                    ProblemCode.CONFLICT, "This is the last administrator: appoint another first.");
        }
    }

    private void carryOut(ClerkUserId user, Order order, AuthenticatedUser admin) {
        ClerkAnswer answer =
                switch (order) {
                    case Order.Patch(UserPatch patch) -> send(user, patch);
                    case Order.Ban ban -> clerk.ban(user);
                    case Order.Unban unban -> clerk.unban(user);
                    case Order.Delete delete -> clerk.delete(user);
                };
        switch (answer) {
            case ClerkAnswer.Ok ok -> note(user, order, ok, admin);
            case ClerkAnswer.Missing missing -> throw notFound();
            case ClerkAnswer.Refused refused ->
                    throw new ProblemException(
                            ProblemCode.MALFORMED_REQUEST, "Clerk refuses this change.");
            case ClerkAnswer.Unavailable unavailable -> throw unavailable(unavailable.retryAfter());
        }
    }

    private ClerkAnswer send(ClerkUserId user, UserPatch patch) {
        if (patch.hasRole()) {
            return clerk.mergePublicMetadata(
                    user, JsonNode.createObjectNode(fields(Map.of("role", patch.role()), false)));
        }
        Map<String, TextChange> names =
                Map.of("first_name", patch.firstName(), "last_name", patch.lastName());
        return clerk.update(user, JsonNode.createObjectNode(fields(names, true)));
    }

    /** Clerk takes a name away when it is given an empty one, a metadata key when it is null. */
    private static Map<String, JsonNode> fields(Map<String, TextChange> changes, boolean names) {
        Map<String, JsonNode> fields = new HashMap<>();
        changes.forEach(
                (name, change) -> {
                    switch (change) {
                        case TextChange.Unchanged unchanged -> {}
                        case TextChange.Cleared cleared ->
                                fields.put(
                                        name,
                                        names
                                                ? JsonNode.createStringNode("")
                                                : JsonNode.nullNode());
                        case TextChange.Changed changed ->
                                fields.put(name, JsonNode.createStringNode(changed.value()));
                    }
                });
        return fields;
    }

    private void note(ClerkUserId user, Order order, ClerkAnswer.Ok ok, AuthenticatedUser admin) {
        Cause cause = Cause.manual(admin.clerkId(), clock.instant());
        Optional<Sighting> sighting = sighting(user, order, ok);
        Evidence evidence =
                new Evidence(
                        AuditAction.USER_ADMINISTERED,
                        user,
                        null,
                        Map.of("operation", order.operation(), "fields", order.fields()),
                        List.of(),
                        cause);
        transactions.executeWrite(
                status -> {
                    sighting.ifPresent(it -> observe.run(List.of(it), cause));
                    outbox.append(List.of(evidence));
                    return user;
                });
    }

    /** An answer that cannot be read changes nothing here: the webhook will. */
    private static Optional<Sighting> sighting(ClerkUserId user, Order order, ClerkAnswer.Ok ok) {
        if (order instanceof Order.Delete) {
            // The row is absent at once; the signed event makes it a deletion. Clerk's clock shows
            // whole seconds, and no later sighting of this id can come.
            Instant gone = ok.observedAt().plusSeconds(1);
            return Optional.of(new Sighting.OfUser(user, new Observation.Missed<>(gone)));
        }
        return ClerkUsers.read(user, ok) instanceof UserFetch.Found found
                ? Optional.of(new Sighting.OfUser(user, found.observation()))
                : Optional.empty();
    }

    private static ProblemException unavailable(Optional<Duration> retryAfter) {
        return ProblemException.unavailable(
                "Clerk does not answer; nothing was changed.", retryAfter.orElse(TRY_AGAIN), null);
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such user.");
    }
}
