package dev.rollcall.gateway.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request as somebody wrote it down, or as something recorded it.
 *
 * @param target path and query, as they would stand in the request line
 * @param headers as they were sent, {@code Host} among them
 * @param bodyBytes how long its body is
 * @param shown the target as it is printed
 */
record WrittenRequest(
        String method,
        String target,
        Who who,
        List<Map.Entry<String, String>> headers,
        long bodyBytes,
        String shown) {

    private static final List<Map.Entry<String, String>> PLAIN =
            List.of(Map.entry("Host", "localhost"));

    WrittenRequest {
        headers = List.copyOf(headers);
    }

    /**
     * A file of them: method, target and who, one request on a line; {@code #} begins a comment.
     *
     * @param name what the file is called in a fault
     * @throws CheckFault naming the first line that is none
     */
    static List<WrittenRequest> parse(String name, List<String> lines) {
        List<WrittenRequest> requests = new ArrayList<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> words = List.of(line.strip().split("\\s+", -1));
            if (words.size() < 3) {
                throw fault(name, number, "is method, target and who: GET /api/orgs session");
            }
            List<String> person = words.subList(2, words.size());
            int at = number;
            Who who = Who.parse(person).orElseThrow(() -> fault(name, at, Who.RULE));
            String target = words.get(1);
            requests.add(new WrittenRequest(words.get(0), target, who, PLAIN, 0, target));
        }
        return requests;
    }

    private static CheckFault fault(String name, int line, String rule) {
        return new CheckFault(name + ", line " + line + ' ' + rule + '.');
    }

    @Override
    public String toString() {
        return method + ' ' + shown + ' ' + who;
    }
}
