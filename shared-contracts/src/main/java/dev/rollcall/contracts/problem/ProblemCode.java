package dev.rollcall.contracts.problem;

import java.util.Locale;

/**
 * Every fault a client can be told, with its status and what to do next. The name in lower case is
 * the code on the wire; a code once published keeps its meaning.
 */
public enum ProblemCode {
    MALFORMED_REQUEST(
            400, "The request is malformed", "Correct the request; do not repeat it as it is."),
    CURSOR_INVALID(400, "The cursor does not belong to this list", "Begin again without a cursor."),
    SIGNATURE_INVALID(
            400,
            "The webhook signature does not match",
            "Check the endpoint's signing secret and send the body unchanged."),
    TIMESTAMP_OUT_OF_TOLERANCE(
            400,
            "The webhook timestamp is more than five minutes off",
            "Check the clock; a resend carries a new timestamp."),
    SESSION_MISSING(
            401, "No session token", "Sign in and send the session token as a bearer token."),
    TOKEN_INVALID(401, "The token is not valid", "Sign in again to get a new token."),
    TOKEN_EXPIRED(
            401,
            "The session token has expired",
            "Fetch a new token from Clerk and repeat the request."),
    SESSION_REVOKED(401, "The session has ended", "Sign in again."),
    SESSION_PENDING(401, "The session has open tasks", "Finish signing in."),
    AUTHORIZED_PARTY(
            401,
            "The token was made for another origin",
            "Use a token of an allowed origin; see CLERK_AUTHORIZED_PARTIES."),
    CALLER_UNKNOWN(
            401,
            "The caller is not a known service",
            "Calls between services carry a service token."),
    USER_DISABLED(403, "The user is disabled", "Ask an administrator."),
    ACCOUNT_ERASED(403, "The account has been erased", "Sign up again or contact support."),
    ROLE_REQUIRED(403, "The role does not allow this", "Ask an administrator for the role."),
    ORG_MISMATCH(
            403,
            "The request names another organisation than the session",
            "Make that organisation the active one, and send its token."),
    CALLER_NOT_ALLOWED(
            403,
            "The service may not call this endpoint",
            "See the caller table in the contracts."),
    NOT_FOUND(404, "Not found", "Check the path."),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here", "See the Allow header."),
    REQUEST_TIMEOUT(408, "The request came too slowly", "Send it again."),
    CONFLICT(409, "The request conflicts with what is stored", "Read the current state first."),
    EVENT_ERASED(
            409,
            "What the event said of somebody has been erased",
            "Nothing: what happened, and when, is still shown."),
    GONE(410, "This endpoint is gone", "Use what the detail names."),
    BODY_TOO_LARGE(413, "The body is too large", "Send less."),
    TARGET_TOO_LONG(414, "The request target is too long", "Shorten it."),
    MEDIA_TYPE_UNSUPPORTED(
            415,
            "The content type is not supported",
            "Send application/json without content encoding."),
    EXPECTATION_FAILED(417, "The expectation cannot be met", "Send no Expect, or 100-continue."),
    MISDIRECTED(
            421,
            "Nothing is served here under this host name",
            "Use the public address; the operator lists it in ROLLCALL_HOSTS."),
    RATE_LIMITED(429, "Too many requests", "Wait as long as Retry-After says."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "Send fewer or smaller headers."),
    INTERNAL(500, "Something went wrong on our side", "Quote the request id to the operator."),
    METHOD_UNKNOWN(501, "The method is not known", "Use a standard method."),
    UPSTREAM_FAILED(
            502,
            "The service behind the gateway answered nonsense",
            "Quote the request id to the operator."),
    ROLE_UNCONFIRMED(
            503,
            "The role could not be confirmed with Clerk",
            "Repeat the request after Retry-After."),
    UNAVAILABLE(
            503,
            "A part this depends on is not available",
            "Repeat the request after Retry-After.");

    private final int status;
    private final String title;
    private final String next;

    ProblemCode(int status, String title, String next) {
        this.status = status;
        this.title = title;
        this.next = next;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What the caller can do about it. */
    public String next() {
        return next;
    }

    /** The code on the wire, for example {@code token_expired}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code for a bare HTTP status, as a framework reports it. */
    public static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> CALLER_UNKNOWN;
            case 403 -> CALLER_NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> REQUEST_TIMEOUT;
            case 409 -> CONFLICT;
            case 413 -> BODY_TOO_LARGE;
            case 414 -> TARGET_TOO_LONG;
            case 415 -> MEDIA_TYPE_UNSUPPORTED;
            case 417 -> EXPECTATION_FAILED;
            case 421 -> MISDIRECTED;
            case 429 -> RATE_LIMITED;
            case 431 -> HEADERS_TOO_LARGE;
            case 501 -> METHOD_UNKNOWN;
            case 502 -> UPSTREAM_FAILED;
            case 503, 504 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : MALFORMED_REQUEST;
        };
    }
}
