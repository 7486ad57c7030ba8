package dev.rollcall.identity.tenant;

import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.paging.Page;
import dev.rollcall.contracts.paging.PageRequest;
import dev.rollcall.contracts.paging.Paging;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.tenant.MemberView;
import dev.rollcall.contracts.tenant.OrgView;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads organisations for one of their members. Who belongs where is decided on the mirror in the
 * transaction that reads, not on what the token says; an organisation of others and one that does
 * not exist are the same 404. Thread safe.
 */
@Singleton
final class ReadTenant {

    private static final String ORG_ADMIN = "admin";

    private final TenantTransaction transaction;
    private final TenantRepository repository;
    private final Paging paging;

    ReadTenant(TenantTransaction transaction, TenantRepository repository, Paging paging) {
        this.transaction = transaction;
        this.repository = repository;
        this.paging = paging;
    }

    OrgView.Page orgs(UserId reader, PageRequest request) {
        List<OrgView> rows =
                transaction.read(
                        reader,
                        () -> {
                            standing(reader, null);
                            return repository.listOrgs(reader, request);
                        });
        Page<OrgView> page = paging.page(rows, request, row -> row.id().value());
        return new OrgView.Page(page.rows(), page.next());
    }

    OrgView org(UserId reader, OrgId org) {
        return transaction.read(
                reader,
                () -> {
                    standing(reader, org);
                    return get(reader, org);
                });
    }

    /** E-mail addresses are shown to the organisation's administrators only. */
    MemberView.Page members(UserId reader, OrgId org, PageRequest request) {
        List<MemberView> rows =
                transaction.read(
                        reader,
                        () -> {
                            Standing standing = standing(reader, org);
                            get(reader, org);
                            transaction.enter(org);
                            boolean withEmail = ORG_ADMIN.equals(standing.role());
                            return repository.listMembers(org, withEmail, request);
                        });
        Page<MemberView> page = paging.page(rows, request, row -> row.id().value());
        return new MemberView.Page(page.rows(), page.next());
    }

    /** Throws ProblemException 403 for who is not present, 404 for who does not belong there. */
    private Standing standing(UserId reader, @Nullable OrgId org) {
        Standing standing =
                repository
                        .findStanding(reader, org)
                        .filter(Standing::isPresent)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemCode.USER_DISABLED,
                                                "This user has been disabled or deleted."));
        if (org != null && standing.role() == null) {
            throw unknown();
        }
        return standing;
    }

    private OrgView get(UserId reader, OrgId org) {
        return repository.findOrg(reader, org).orElseThrow(ReadTenant::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such organisation.");
    }
}
