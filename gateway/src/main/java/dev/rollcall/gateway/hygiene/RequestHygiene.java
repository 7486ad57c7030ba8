package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges the request line and headers as they came, before routing (RFC 9112 §3, §6; RFC 9110
 * §7.2). Pure: the first fault found decides.
 */
public final class RequestHygiene {

    static final int MOST_HEADERS = 100;

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern METHOD_SHAPE = Pattern.compile("[A-Z]{1,32}");
    private static final Set<String> VERSIONS = Set.of("HTTP/1.0", "HTTP/1.1");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Set<String> SINGLE =
            Set.of(
                    "host",
                    "authorization",
                    "content-type",
                    "content-length",
                    "content-encoding",
                    "transfer-encoding",
                    "expect",
                    "origin",
                    "sec-fetch-site",
                    "x-request-id");

    private RequestHygiene() {}

    /** Headers in their order, names as they were sent. */
    public static HygieneVerdict judge(
            String method, String target, String version, List<Map.Entry<String, String>> headers) {
        if (!METHODS.contains(method)) {
            return METHOD_SHAPE.matcher(method).matches()
                    ? refused(ProblemCode.METHOD_UNKNOWN, "method")
                    : malformed("method");
        }
        if (!VERSIONS.contains(version)) {
            return malformed("version");
        }
        if (headers.size() > MOST_HEADERS) {
            return refused(ProblemCode.HEADERS_TOO_LARGE, "headers");
        }
        return switch (RequestTarget.judge(target)) {
            case HygieneVerdict.Refused refused -> refused;
            case HygieneVerdict.Clean clean -> judgeHeaders(version, headers);
        };
    }

    private static HygieneVerdict judgeHeaders(
            String version, List<Map.Entry<String, String>> headers) {
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (SINGLE.contains(name)) {
                if (!seen.add(name)) {
                    return malformed("header_repeated");
                }
                Optional<HygieneVerdict.Refused> fault = fault(name, header.getValue(), version);
                if (fault.isPresent()) {
                    return fault.get();
                }
            }
        }
        return seen.contains("host") ? HygieneVerdict.CLEAN : malformed("host");
    }

    private static Optional<HygieneVerdict.Refused> fault(
            String name, String value, String version) {
        return switch (name) {
            case "host" -> unless(HostHeader.isHost(value), malformed("host"));
            case "content-length" -> unless(LENGTH.matcher(value).matches(), malformed("framing"));
            case "transfer-encoding" ->
                    unless(
                            value.equalsIgnoreCase("chunked") && version.equals("HTTP/1.1"),
                            malformed("framing"));
            case "content-encoding" ->
                    unless(
                            value.equalsIgnoreCase("identity"),
                            refused(ProblemCode.MEDIA_TYPE_UNSUPPORTED, "content_encoding"));
            case "expect" ->
                    unless(
                            value.equalsIgnoreCase("100-continue"),
                            refused(ProblemCode.EXPECTATION_FAILED, "expect"));
            default -> Optional.empty();
        };
    }

    private static Optional<HygieneVerdict.Refused> unless(
            boolean fine, HygieneVerdict.Refused otherwise) {
        return fine ? Optional.empty() : Optional.of(otherwise);
    }

    private static HygieneVerdict.Refused malformed(String reason) {
        return refused(ProblemCode.MALFORMED_REQUEST, reason);
    }

    private static HygieneVerdict.Refused refused(ProblemCode code, String reason) {
        return new HygieneVerdict.Refused(code, reason);
    }
}
