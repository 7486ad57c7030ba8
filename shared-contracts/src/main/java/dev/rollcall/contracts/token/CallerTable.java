package dev.rollcall.contracts.token;

import static dev.rollcall.contracts.token.ServiceName.AUDIT;
import static dev.rollcall.contracts.token.ServiceName.GATEWAY;
import static dev.rollcall.contracts.token.ServiceName.IDENTITY;
import static dev.rollcall.contracts.token.ServiceName.WEBHOOK;

import java.util.List;
import java.util.Set;

/**
 * Who may call which endpoint of which service. What no row names nobody may call. A product back
 * end is not in the table: only the gateway calls it, always with an identity.
 */
public final class CallerTable {

    public static final String CLERK_WEBHOOK = "/api/webhooks/clerk";
    public static final String APPLY_EVENTS = "/internal/events";
    public static final String RESOLVE = "/internal/resolve";
    public static final String APPEND_RECORDS = "/internal/records";
    public static final String STATUS = "/internal/status";
    public static final String AUDIT_QUERY = "/api/admin/audit";

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
            String path,
            Set<ServiceName> callers,
            Identity identity) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row(WEBHOOK, "POST", CLERK_WEBHOOK, Set.of(GATEWAY), Identity.NONE),
                    new Row(WEBHOOK, "GET", STATUS, Set.of(GATEWAY), Identity.NONE),
                    new Row(IDENTITY, "POST", APPLY_EVENTS, Set.of(WEBHOOK), Identity.NONE),
                    new Row(IDENTITY, "POST", RESOLVE, Set.of(GATEWAY), Identity.NONE),
                    new Row(IDENTITY, "GET", STATUS, Set.of(GATEWAY), Identity.NONE),
                    new Row(
                            AUDIT,
                            "POST",
                            APPEND_RECORDS,
                            Set.of(GATEWAY, IDENTITY, WEBHOOK),
                            Identity.NONE),
                    new Row(AUDIT, "GET", AUDIT_QUERY, Set.of(GATEWAY), Identity.REQUIRED),
                    new Row(AUDIT, "GET", STATUS, Set.of(GATEWAY), Identity.NONE));

    private CallerTable() {}

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
                    && row.path.equals(path)
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
