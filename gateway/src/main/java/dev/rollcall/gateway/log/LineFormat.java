package dev.rollcall.gateway.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A log line exactly as the pattern of rollcall-logback.xml gives it, at a fraction of its cost.
 * Thread safe.
 */
final class LineFormat {

    private static final int MILLIS = 1000;

    /** A second and how its lines begin. */
    private record Second(long epochSecond, String text) {

        static Second of(long epochSecond) {
            String time = Instant.ofEpochSecond(epochSecond).toString();
            return new Second(epochSecond, "time=" + time.substring(0, time.length() - 1) + '.');
        }
    }

    private final String service;

    /** Of the newest line; any of several threads may win. */
    private volatile Second second = Second.of(0);

    LineFormat(String service) {
        this.service = " service=" + service + ' ';
    }

    byte[] line(ILoggingEvent event) {
        long millis = event.getTimeStamp();
        int part = Math.floorMod(millis, MILLIS);
        IThrowableProxy thrown = event.getThrowableProxy();
        String line =
                beginning(Math.floorDiv(millis, MILLIS))
                        + (char) ('0' + part / 100)
                        + (char) ('0' + part / 10 % 10)
                        + (char) ('0' + part % 10)
                        + "Z level="
                        + event.getLevel()
                        + service
                        + event.getFormattedMessage()
                        + System.lineSeparator()
                        + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private String beginning(long epochSecond) {
        Second known = second;
        if (known.epochSecond() != epochSecond) {
            known = Second.of(epochSecond);
            second = known;
        }
        return known.text();
    }
}
