package dev.rollcall.gateway.hygiene;

import dev.rollcall.contracts.problem.ProblemCode;
import java.util.BitSet;

/** The request target in origin form (RFC 9112 §3.2.1): a canonical path and a plain query. */
final class RequestTarget {

    static final int LONGEST = 8192;

    private static final BitSet QUERY = query();

    private RequestTarget() {}

    static HygieneVerdict judge(String target) {
        if (target.length() > LONGEST) {
            return new HygieneVerdict.Refused(ProblemCode.TARGET_TOO_LONG, "target_too_long");
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        if (!CanonicalPath.isCanonical(path)) {
            return new HygieneVerdict.Refused(ProblemCode.MALFORMED_REQUEST, "path");
        }
        if (mark >= 0 && !isPlainQuery(target, mark + 1)) {
            return new HygieneVerdict.Refused(ProblemCode.MALFORMED_REQUEST, "query");
        }
        return HygieneVerdict.CLEAN;
    }

    private static boolean isPlainQuery(String target, int from) {
        for (int i = from; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '%') {
                if (i + 2 >= target.length() || !isHex(target, i + 1) || !isHex(target, i + 2)) {
                    return false;
                }
            } else if (!QUERY.get(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String text, int at) {
        char c = text.charAt(at);
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static BitSet query() {
        BitSet query = new BitSet(128);
        query.set('a', 'z' + 1);
        query.set('A', 'Z' + 1);
        query.set('0', '9' + 1);
        "-._~!$&'()*+,;=:@/?".chars().forEach(query::set);
        return query;
    }
}
