package dev.rollcall.identity.event;

import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.identity.membership.MembershipMirror;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.EntityLock;
import dev.rollcall.identity.mirror.Facts;
import dev.rollcall.identity.mirror.Ignored;
import dev.rollcall.identity.mirror.Reduction;
import dev.rollcall.identity.organization.OrgMirror;
import dev.rollcall.identity.user.UserMirror;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Applies one event: the message id, the rows, their evidence are committed together or not at all,
 * so a message takes effect once however often it is delivered.
 */
@Singleton
class ApplyEvent {

    private final AppliedEventRepository applied;
    private final UserMirror users;
    private final OrgMirror orgs;
    private final MembershipMirror memberships;
    private final EntityLock lock;
    private final Clock clock;

    ApplyEvent(
            AppliedEventRepository applied,
            UserMirror users,
            OrgMirror orgs,
            MembershipMirror memberships,
            EntityLock lock,
            Clock clock) {
        this.applied = applied;
        this.users = users;
        this.orgs = orgs;
        this.memberships = memberships;
        this.lock = lock;
        this.clock = clock;
    }

    @Transactional
    EventOutcome run(EventDelivery delivery, ClerkEvent event) {
        MessageId messageId = delivery.messageId();
        Cause cause = Cause.webhook(messageId, clock.instant());
        if (applied.append(messageId.value(), cause.at()) == 0) {
            return EventOutcome.duplicate(messageId);
        }
        EventOutcome outcome = effect(messageId, event, cause);
        if (outcome.result() != EventOutcome.Result.APPLIED) {
            applied.updateOutcome(messageId.value(), wire(outcome.result()));
        }
        return outcome;
    }

    private EventOutcome effect(MessageId messageId, ClerkEvent event, Cause cause) {
        return switch (event) {
            case ClerkEvent.UserSeen user ->
                    outcome(messageId, users.apply(user.id(), user.observation(), cause));
            case ClerkEvent.OrgSeen org ->
                    outcome(messageId, orgs.apply(org.id(), org.observation(), cause));
            case ClerkEvent.MembershipSeen membership ->
                    outcome(messageId, membership(membership, cause));
            case ClerkEvent.Unhandled unhandled ->
                    EventOutcome.ignored(messageId, "unhandled_type");
            case ClerkEvent.Unusable unusable ->
                    throw new IllegalArgumentException("an unusable event is not applied");
        };
    }

    private Reduction<?> membership(ClerkEvent.MembershipSeen seen, Cause cause) {
        takeLocks(seen);
        seen.org().ifPresent(org -> orgs.apply(seen.orgId(), org, cause));
        return memberships.apply(seen.id(), seen.orgId(), seen.userId(), seen.observation(), cause);
    }

    /** Creator and member in one order for all, or two such events could wait for each other. */
    private void takeLocks(ClerkEvent.MembershipSeen seen) {
        lock.take(seen.orgId().value());
        seen.people().stream().map(ClerkUserId::value).sorted().forEach(lock::take);
    }

    private static EventOutcome outcome(MessageId messageId, Reduction<? extends Facts<?>> done) {
        return switch (done) {
            case Reduction.Applied<?> changed -> EventOutcome.applied(messageId);
            case Reduction.Unchanged<?> unchanged -> unchanged(messageId, unchanged.reason());
        };
    }

    private static EventOutcome unchanged(MessageId messageId, Ignored reason) {
        return EventOutcome.stale(messageId, reason.wire());
    }

    private static String wire(EventOutcome.Result result) {
        return switch (result) {
            case APPLIED -> "applied";
            case STALE -> "stale";
            case DUPLICATE, IGNORED, FAILED -> "ignored";
        };
    }
}
