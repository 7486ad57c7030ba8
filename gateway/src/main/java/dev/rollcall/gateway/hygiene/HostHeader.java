package dev.rollcall.gateway.hygiene;

/**
 * The shape of a {@code Host} (RFC 9110 §7.2): a name or IPv4 address, or an IPv6 address in
 * brackets, and at most a port. Read with every request, and so by hand. Pure.
 */
final class HostHeader {

    private static final int LONGEST_NAME = 253;
    private static final int SHORTEST_ADDRESS = 2;
    private static final int LONGEST_ADDRESS = 45;
    private static final int LONGEST_PORT = 5;
    private static final int HIGHEST_PORT = 65_535;

    private HostHeader() {}

    static boolean isHost(String value) {
        boolean address = !value.isEmpty() && value.charAt(0) == '[';
        int end = address ? value.indexOf(']') + 1 : value.indexOf(':');
        if (end < 0) {
            return isName(value, value.length());
        }
        return (address ? isAddress(value, end) : isName(value, end))
                && (end == value.length() || isPort(value, end));
    }

    private static boolean isName(String value, int end) {
        if (end < 1 || end > LONGEST_NAME) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            boolean inner = c == '.' || c == '-';
            if (!isLetterOrDigit(c) && !(inner && i > 0 && i < end - 1)) {
                return false;
            }
        }
        return true;
    }

    /** {@code end} is behind the bracket, 0 if there is none. */
    private static boolean isAddress(String value, int end) {
        int length = end - 2;
        if (length < SHORTEST_ADDRESS || length > LONGEST_ADDRESS) {
            return false;
        }
        for (int i = 1; i < end - 1; i++) {
            char c = value.charAt(i);
            if (c != ':' && c != '.' && (c >= 0x80 || Character.digit(c, 16) < 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String value, int colon) {
        int digits = value.length() - colon - 1;
        if (value.charAt(colon) != ':'
                || digits < 1
                || digits > LONGEST_PORT
                || value.charAt(colon + 1) == '0') {
            return false;
        }
        int port = 0;
        for (int i = colon + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = port * 10 + (c - '0');
        }
        return port <= HIGHEST_PORT;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
