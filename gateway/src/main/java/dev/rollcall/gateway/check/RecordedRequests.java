package dev.rollcall.gateway.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a recording, each with who it came from: whoever the caller says; else a session
 * where it carried a token, else nobody. What the token says is not looked at, nor printed.
 *
 * @param name what the recording is called in a fault
 * @param as who all requests come from; null: as recorded
 * @param host only requests to this one, in lower case; null: there must be only one
 */
record RecordedRequests(String name, @Nullable Who as, @Nullable String host) {

    private static final String SESSION_COOKIE = "__session";
    private static final String NO_HEADER = "a header without name or value";
    private static final int MOST_HOSTS_TOLD = 5;

    /** Requests to no server are left out. */
    List<WrittenRequest> of(Har har) {
        Har.Log log = har.log();
        if (log == null || log.entries() == null) {
            throw new CheckFault(name + " is no HAR: it has no log.entries.");
        }
        List<WrittenRequest> requests = new ArrayList<>();
        Set<String> hosts = new TreeSet<>();
        int number = 0;
        for (Har.Entry entry : log.entries()) {
            number++;
            Har.Request request = entry == null ? null : entry.request();
            if (request == null) {
                throw fault(number, "no request");
            }
            String method = present(request.method(), number, "no method");
            Optional<RecordedUrl> url = RecordedUrl.parse(present(request.url(), number, "no url"));
            if (url.isEmpty() || (host != null && !host.equals(url.get().host()))) {
                continue;
            }
            hosts.add(url.get().host());
            requests.add(request(number, method, request, url.get()));
        }
        if (hosts.size() > 1) {
            throw new CheckFault(
                    name
                            + " has requests to "
                            + hosts.size()
                            + " hosts, say to which one with --host: "
                            + RecordedUrl.printable(
                                    String.join(
                                            ",", hosts.stream().limit(MOST_HOSTS_TOLD).toList())));
        }
        return requests;
    }

    private WrittenRequest request(
            int number, String method, Har.Request request, RecordedUrl url) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        List<Har.@Nullable Header> recorded =
                request.headers() == null ? List.of() : request.headers();
        for (Har.Header header : recorded) {
            if (header == null || header.value() == null) {
                throw fault(number, NO_HEADER);
            }
            String name = present(header.name(), number, NO_HEADER);
            // HTTP/2 has its request line among the headers
            if (!name.startsWith(":")) {
                headers.add(Map.entry(name, header.value()));
            }
        }
        if (headers.stream().noneMatch(it -> it.getKey().equalsIgnoreCase("Host"))) {
            headers.add(Map.entry("Host", url.host()));
        }
        return new WrittenRequest(
                RecordedUrl.printable(method),
                url.target(),
                who(headers),
                headers,
                bodyBytes(request),
                url.shown());
    }

    private Who who(List<Map.Entry<String, String>> headers) {
        if (as != null) {
            return as;
        }
        boolean session = headers.stream().anyMatch(RecordedRequests::carriesToken);
        return Who.parse(List.of(session ? "session" : "anonymous")).orElseThrow();
    }

    private static boolean carriesToken(Map.Entry<String, String> header) {
        return switch (header.getKey().toLowerCase(Locale.ROOT)) {
            case "authorization" -> true;
            case "cookie" ->
                    List.of(header.getValue().split(";", -1)).stream()
                            .anyMatch(RecordedRequests::isSession);
            default -> false;
        };
    }

    private static boolean isSession(String cookie) {
        String text = cookie.strip();
        return text.startsWith(SESSION_COOKIE + '=') || text.startsWith(SESSION_COOKIE + '_');
    }

    private static long bodyBytes(Har.Request request) {
        Long size = request.bodySize();
        if (size != null && size >= 0) {
            return size;
        }
        Har.PostData data = request.postData();
        return data == null || data.text() == null
                ? 0
                : data.text().getBytes(StandardCharsets.UTF_8).length;
    }

    private String present(@Nullable String text, int entry, String fault) {
        if (text == null || text.isBlank()) {
            throw fault(entry, fault);
        }
        return text;
    }

    private CheckFault fault(int entry, String what) {
        return new CheckFault(name + ", har entry " + entry + ": " + what + '.');
    }
}
