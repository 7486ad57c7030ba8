package dev.rollcall.gateway.hygiene;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.BitSet;

/**
 * Whether a path has the one spelling in which it may be judged: no empty or dot segment, no {@code
 * ;}, no backslash, no encoding of anything ASCII; letters beyond ASCII as upper-case
 * percent-encoded UTF-8 in NFKC (RFC 3986 §3.3, narrowed). What passes is compared and forwarded
 * byte by byte.
 */
final class CanonicalPath {

    private static final BitSet PLAIN = plain();

    private CanonicalPath() {}

    static boolean isCanonical(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            boolean last = slash < 0;
            int end = last ? path.length() : slash;
            if (start == end ? !last : !isCanonicalSegment(path, start, end)) {
                return false;
            }
            if (last) {
                return true;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean isCanonicalSegment(String path, int from, int to) {
        boolean dots = true;
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            if (c == '%') {
                return isCanonicalEncoded(path.substring(from, to));
            }
            if (!PLAIN.get(c)) {
                return false;
            }
            dots &= c == '.';
        }
        return !dots || to - from > 2;
    }

    private static boolean isCanonicalEncoded(String segment) {
        ByteBuffer bytes = ByteBuffer.allocate(segment.length());
        int i = 0;
        while (i < segment.length()) {
            char c = segment.charAt(i);
            if (c == '%') {
                int octet = i + 2 < segment.length() ? octet(segment, i + 1) : -1;
                if (octet < 0x80) {
                    return false;
                }
                bytes.put((byte) octet);
                i += 3;
            } else if (PLAIN.get(c)) {
                bytes.put((byte) c);
                i++;
            } else {
                return false;
            }
        }
        return isPlainText(bytes.flip());
    }

    private static boolean isPlainText(ByteBuffer utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException malformed) {
            return false;
        }
        return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                && text.codePoints().allMatch(c -> c < 0x80 || isLetterLike(c));
    }

    private static boolean isLetterLike(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || Character.getType(codePoint) == Character.NON_SPACING_MARK
                || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
    }

    private static int octet(String text, int at) {
        int high = upperHex(text.charAt(at));
        int low = upperHex(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static int upperHex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    private static BitSet plain() {
        BitSet plain = new BitSet(128);
        plain.set('a', 'z' + 1);
        plain.set('A', 'Z' + 1);
        plain.set('0', '9' + 1);
        "-._~!$&'()*+,=:@".chars().forEach(plain::set);
        return plain;
    }
}
