package dev.rollcall.identity.sighting;

import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.identity.handle.Handles;
import dev.rollcall.identity.handle.Newcomer;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.outbox.Evidence;
import dev.rollcall.identity.user.DefaultOrgPolicy;
import dev.rollcall.identity.user.DefaultOrgStore;
import dev.rollcall.identity.user.NewDefaultOrg;
import dev.rollcall.identity.user.UserFacts;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives those who became present what is ours and not Clerk's: a handle and, if the policy says so,
 * an organisation of their own. Who has one keeps it. Their rows are written already.
 */
@Singleton
class Welcome {

    private final Handles handles;
    private final DefaultOrgStore defaultOrgs;
    private final DefaultOrgPolicy policy;
    private final Uuid7 ids;

    Welcome(Handles handles, DefaultOrgStore defaultOrgs, DefaultOrgPolicy policy, Uuid7 ids) {
        this.handles = handles;
        this.defaultOrgs = defaultOrgs;
        this.policy = policy;
        this.ids = ids;
    }

    /** The evidence of what was given; {@code newPeople} by Clerk's id. */
    List<Evidence> run(Ledgers ledgers, Map<String, Cause> newPeople, Instant at) {
        List<Newcomer> newcomers = new ArrayList<>();
        List<NewDefaultOrg> orgs = new ArrayList<>();
        newPeople.forEach(
                (id, cause) -> {
                    ClerkUserId clerkId = new ClerkUserId(id);
                    UserId row = new UserId(ledgers.userId(clerkId));
                    UserFacts facts = ledgers.users.get(id).facts();
                    if (facts != null) {
                        newcomers.add(new Newcomer(row, clerkId, facts));
                    }
                    OrgId org = new OrgId(ids.next());
                    orgs.add(new NewDefaultOrg(org, ids.next(), row, clerkId, cause));
                });
        handles.give(newcomers, at);
        return policy.isPersonal()
                ? defaultOrgs.append(orgs, at).stream().map(NewDefaultOrg::evidence).toList()
                : List.of();
    }
}
