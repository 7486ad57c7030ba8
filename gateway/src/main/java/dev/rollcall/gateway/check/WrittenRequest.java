package dev.rollcall.gateway.check;

import java.util.ArrayList;
import java.util.List;

/**
 * A request as somebody wrote it down.
 *
 * @param line where, counted from one
 * @param target path and query, as they would stand in the request line
 */
record WrittenRequest(int line, String method, String target, Who who) {

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
            requests.add(new WrittenRequest(number, words.get(0), words.get(1), who));
        }
        if (requests.isEmpty()) {
            throw new CheckFault(name + " holds no request.");
        }
        return requests;
    }

    private static CheckFault fault(String name, int line, String rule) {
        return new CheckFault(name + ", line " + line + ' ' + rule + '.');
    }

    @Override
    public String toString() {
        return method + ' ' + target + ' ' + who;
    }
}
