package dev.rollcall.clerk.directory;

import dev.rollcall.clerk.json.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that Clerk refuses, with Clerk's status and error code. */
public final class ClerkFault extends RuntimeException {

    private final int status;
    private final String code;
    private final String longMessage;
    private final @Nullable String parameter;

    public ClerkFault(int status, String code, String message, String longMessage) {
        this(status, code, message, longMessage, null);
    }

    private ClerkFault(
            int status,
            String code,
            String message,
            String longMessage,
            @Nullable String parameter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.longMessage = longMessage;
        this.parameter = parameter;
    }

    public static ClerkFault notFound(String what) {
        return new ClerkFault(
                404, "resource_not_found", "not found", "No " + what + " was found with that id.");
    }

    static ClerkFault badBody() {
        return new ClerkFault(
                400,
                "request_body_invalid",
                "Request body invalid",
                "The request body is invalid. Please consult the API documentation for more"
                        + " information.");
    }

    static ClerkFault missing(String parameter) {
        return parameter(
                "form_param_missing",
                "is missing",
                "`" + parameter + "` must be included.",
                parameter);
    }

    public static ClerkFault invalid(String parameter, String expected) {
        return parameter(
                "form_param_format_invalid",
                "is invalid",
                "`" + parameter + "` must be " + expected + ".",
                parameter);
    }

    static ClerkFault unknown(String parameter) {
        return parameter(
                "form_param_unknown",
                "is unknown",
                "`" + parameter + "` is not a valid parameter for this request.",
                parameter);
    }

    static ClerkFault taken(String parameter) {
        return parameter(
                "form_identifier_exists",
                "That " + parameter + " is taken. Please try another.",
                "That " + parameter + " is taken. Please try another.",
                parameter);
    }

    static ClerkFault full(String what) {
        return new ClerkFault(
                403, what + "_quota_exceeded", "quota exceeded", "The emulator takes no more.");
    }

    public static ClerkFault unavailable(String code, String longMessage) {
        return new ClerkFault(503, code, "unavailable", longMessage);
    }

    public int status() {
        return status;
    }

    /** What a person may read. */
    public String longMessage() {
        return longMessage;
    }

    /** The body of the answer. */
    public Document body(String traceId) {
        Document error =
                Document.of("message", getMessage(), "long_message", longMessage, "code", code);
        Document complete =
                parameter == null
                        ? error
                        : error.with("meta", Document.of("param_name", parameter));
        return Document.of("errors", List.of(complete), "clerk_trace_id", traceId);
    }

    private static ClerkFault parameter(
            String code, String message, String longMessage, String parameter) {
        return new ClerkFault(422, code, message, longMessage, parameter);
    }
}
