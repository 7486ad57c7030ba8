package dev.rollcall.gateway.proxy;

import org.jspecify.annotations.Nullable;

/**
 * What the log says of a fault: its class, those of its causes, and where in our own code it came
 * by. Never a message, for that can hold what a peer has sent; and never more than a line. Pure.
 */
final class FaultText {

    private static final int MOST_CAUSES = 4;
    private static final String OURS = "dev.rollcall.";

    private FaultText() {}

    static String of(Throwable fault) {
        StringBuilder text = new StringBuilder();
        Throwable last = fault;
        @Nullable Throwable cause = fault;
        for (int n = 0; n < MOST_CAUSES && cause != null; n++) {
            text.append(n == 0 ? "" : "<").append(cause.getClass().getSimpleName());
            last = cause;
            cause = cause.getCause();
        }
        return text.append(" at=").append(place(last)).toString();
    }

    private static String place(Throwable fault) {
        for (StackTraceElement element : fault.getStackTrace()) {
            if (element.getClassName().startsWith(OURS)) {
                return element.getClassName() + ':' + element.getLineNumber();
            }
        }
        return "-";
    }
}
