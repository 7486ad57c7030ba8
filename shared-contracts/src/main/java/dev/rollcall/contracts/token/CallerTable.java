package dev.rollcall.contracts.token;

import static dev.rollcall.contracts.token.ServiceName.AUDIT;
import static dev.rollcall.contracts.token.ServiceName.GATEWAY;
import static dev.rollcall.contracts.token.ServiceName.IDENTITY;
import static dev.rollcall.contracts.token.ServiceName.WEBHOOK;

import java.util.List;
import java.util.Set;

/**
 * Who may call which endpoint of which service. What no row names nobody may call. A product back
 * end is not in the table: only the gateway calls it, always with an identity. In a path {@code
 * {name}} stands for exactly one segment; case and a trailing slash count.
 */
public final class CallerTable {

    public static final String CLERK_WEBHOOK = "/api/webhooks/clerk";
    public static final String APPLY_EVENTS = "/internal/events";
    public static final String RESOLVE = "/internal/resolve";
    public static final String CHANGES = "/internal/changes";
    public static final String APPEND_RECORDS = "/internal/records";
    public static final String STATUS = "/internal/status";
    public static final String ERASE_EVENTS = "/internal/erasures";
    public static final String AUDIT_QUERY = "/api/admin/audit";
    public static final String ORGS = "/api/orgs";
    public static final String ORG = "/api/orgs/{id}";
    public static final String ORG_MEMBERS = "/api/orgs/{id}/members";
    public static final String ADMIN_USERS = "/api/admin/users";
    public static final String ADMIN_USER_SEARCH = "/api/admin/users/search";
    public static final String ADMIN_USER = "/api/admin/users/{id}";
    public static final String ADMIN_ORGS = "/api/admin/orgs";

    public static final String ADMIN_USER_RESYNC = "/api/admin/users/{id}/resync";
    public static final String ADMIN_USER_BAN = "/api/admin/users/{id}/ban";
    public static final String ADMIN_USER_UNBAN = "/api/admin/users/{id}/unban";
    public static final String RECONCILIATION_RUNS = "/api/admin/reconciliation-runs";
    public static final String RECONCILIATION_RUN = "/api/admin/reconciliation-runs/{id}";
    public static final String RECONCILIATION_CONFIRM =
            "/api/admin/reconciliation-runs/{id}/confirm";
    public static final String RECONCILIATION_CANCEL = "/api/admin/reconciliation-runs/{id}/cancel";

    public static final String WEBHOOK_EVENTS = "/api/admin/webhooks/events";
    public static final String WEBHOOK_EVENT = "/api/admin/webhooks/events/{id}";
    public static final String WEBHOOK_EVENT_REVEAL = "/api/admin/webhooks/events/{id}/reveal";
    public static final String WEBHOOK_REFUSALS = "/api/admin/webhooks/refusals";
    public static final String WEBHOOK_REPLAYS = "/api/admin/webhooks/replays";
    public static final String WEBHOOK_REPLAY = "/api/admin/webhooks/replays/{id}";
    public static final String WEBHOOK_REPLAY_CANCEL = "/api/admin/webhooks/replays/{id}/cancel";
    public static final String WEBHOOK_RETENTION_RUNS = "/api/admin/webhooks/retention-runs";

    public static final String WEBHOOK_TARGETS = "/api/admin/webhooks/targets";
    public static final String WEBHOOK_TARGET_REPLAYS = "/api/admin/webhooks/targets/{id}/replays";

    /** What the table says about a call. */
    public enum Verdict {
        ALLOWED,
        /** Allowed with a signed identity only, and none came. */
        IDENTITY_MISSING,
        NOT_ALLOWED
    }

    private enum Identity {
        REQUIRED,
        NONE
    }

    private record Row(
            ServiceName callee,
            String method,
            PathTemplate path,
            Set<ServiceName> callers,
            Identity identity) {

        Row(
                ServiceName callee,
                String method,
                String path,
                Set<ServiceName> callers,
                Identity identity) {
            this(callee, method, new PathTemplate(path), callers, identity);
        }
    }

    private static final List<Row> ROWS =
            List.of(
                    new Row(WEBHOOK, "POST", CLERK_WEBHOOK, Set.of(GATEWAY), Identity.NONE),
                    new Row(WEBHOOK, "GET", STATUS, Set.of(GATEWAY), Identity.NONE),
                    new Row(WEBHOOK, "POST", ERASE_EVENTS, Set.of(AUDIT), Identity.NONE),
                    forPeople(WEBHOOK, "GET", WEBHOOK_EVENTS),
                    forPeople(WEBHOOK, "GET", WEBHOOK_EVENT),
                    forPeople(WEBHOOK, "POST", WEBHOOK_EVENT_REVEAL),
                    forPeople(WEBHOOK, "GET", WEBHOOK_REFUSALS),
                    forPeople(WEBHOOK, "GET", WEBHOOK_REPLAYS),
                    forPeople(WEBHOOK, "POST", WEBHOOK_REPLAYS),
                    forPeople(WEBHOOK, "GET", WEBHOOK_REPLAY),
                    forPeople(WEBHOOK, "POST", WEBHOOK_REPLAY_CANCEL),
                    forPeople(WEBHOOK, "GET", WEBHOOK_RETENTION_RUNS),
                    forPeople(WEBHOOK, "POST", WEBHOOK_RETENTION_RUNS),
                    forPeople(WEBHOOK, "GET", WEBHOOK_TARGETS),
                    forPeople(WEBHOOK, "POST", WEBHOOK_TARGET_REPLAYS),
                    new Row(IDENTITY, "POST", APPLY_EVENTS, Set.of(WEBHOOK), Identity.NONE),
                    new Row(IDENTITY, "POST", RESOLVE, Set.of(GATEWAY), Identity.NONE),
                    new Row(IDENTITY, "POST", CHANGES, Set.of(GATEWAY, WEBHOOK), Identity.NONE),
                    new Row(IDENTITY, "GET", STATUS, Set.of(GATEWAY), Identity.NONE),
                    forPeople(IDENTITY, "GET", ORGS),
                    forPeople(IDENTITY, "GET", ORG),
                    forPeople(IDENTITY, "GET", ORG_MEMBERS),
                    forPeople(IDENTITY, "GET", ADMIN_USERS),
                    forPeople(IDENTITY, "POST", ADMIN_USER_SEARCH),
                    forPeople(IDENTITY, "GET", ADMIN_USER),
                    forPeople(IDENTITY, "GET", ADMIN_ORGS),
                    forPeople(IDENTITY, "PATCH", ADMIN_USER),
                    forPeople(IDENTITY, "DELETE", ADMIN_USER),
                    forPeople(IDENTITY, "POST", ADMIN_USER_RESYNC),
                    forPeople(IDENTITY, "POST", ADMIN_USER_BAN),
                    forPeople(IDENTITY, "POST", ADMIN_USER_UNBAN),
                    forPeople(IDENTITY, "GET", RECONCILIATION_RUNS),
                    forPeople(IDENTITY, "POST", RECONCILIATION_RUNS),
                    forPeople(IDENTITY, "GET", RECONCILIATION_RUN),
                    forPeople(IDENTITY, "POST", RECONCILIATION_CONFIRM),
                    forPeople(IDENTITY, "POST", RECONCILIATION_CANCEL),
                    new Row(
                            AUDIT,
                            "POST",
                            APPEND_RECORDS,
                            Set.of(GATEWAY, IDENTITY, WEBHOOK),
                            Identity.NONE),
                    forPeople(AUDIT, "GET", AUDIT_QUERY),
                    new Row(AUDIT, "GET", STATUS, Set.of(GATEWAY), Identity.NONE));

    private CallerTable() {}

    /** What the gateway passes on for a person, with that person's identity. */
    private static Row forPeople(ServiceName callee, String method, String path) {
        return new Row(callee, method, path, Set.of(GATEWAY), Identity.REQUIRED);
    }

    /** {@code callee} is a service's name, or anything else for a product back end. */
    public static Verdict decide(
            String callee, String method, String path, ServiceName caller, boolean hasIdentity) {
        return ServiceName.ofWire(callee)
                .map(service -> decideService(service, method, path, caller, hasIdentity))
                .orElseGet(() -> decideBackEnd(caller, hasIdentity));
    }

    private static Verdict decideService(
            ServiceName callee, String method, String path, ServiceName caller, boolean identity) {
        for (Row row : ROWS) {
            if (row.callee == callee
                    && row.method.equals(method)
                    && row.path.matches(path)
                    && row.callers.contains(caller)) {
                return row.identity == Identity.REQUIRED && !identity
                        ? Verdict.IDENTITY_MISSING
                        : Verdict.ALLOWED;
            }
        }
        return Verdict.NOT_ALLOWED;
    }

    private static Verdict decideBackEnd(ServiceName caller, boolean identity) {
        if (caller != GATEWAY) {
            return Verdict.NOT_ALLOWED;
        }
        return identity ? Verdict.ALLOWED : Verdict.IDENTITY_MISSING;
    }
}
