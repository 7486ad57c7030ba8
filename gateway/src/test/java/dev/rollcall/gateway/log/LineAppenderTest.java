package dev.rollcall.gateway.log;

import static dev.rollcall.testing.Patience.BOUND;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineAppenderTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LoggerContext context = new LoggerContext();
    private final LineAppender appender = new LineAppender(out);

    @BeforeEach
    void start() {
        appender.setContext(context);
        appender.setService("gateway");
        appender.start();
    }

    @AfterEach
    void stop() {
        appender.stop();
    }

    @Test
    void writesALineSoonWithoutAnother() {
        appender.doAppend(event(Level.INFO, Instant.now(), "event=first", null));
        await().atMost(BOUND).until(() -> text().contains("event=first\n"));

        appender.doAppend(event(Level.INFO, Instant.now(), "event=second", null));
        await().atMost(BOUND).until(() -> text().endsWith("event=second\n"));
    }

    @Test
    void writesAWarningAndAllBeforeItAtOnce() {
        appender.doAppend(event(Level.INFO, Instant.now(), "event=before", null));
        appender.doAppend(event(Level.WARN, Instant.now(), "event=warning", null));

        assertTrue(text().contains("event=before\n"));
        assertTrue(text().endsWith("event=warning\n"));
    }

    @Test
    void losesNothingWhenItStops() {
        for (int i = 0; i < 1000; i++) {
            appender.doAppend(event(Level.INFO, Instant.now(), "event=n" + i, null));
        }

        appender.stop();

        assertEquals(1000, text().lines().count());
    }

    @Test
    void worksAgainOnceItIsStartedAgain() {
        appender.stop();
        appender.start();

        appender.doAppend(event(Level.INFO, Instant.now(), "event=again", null));

        await().atMost(BOUND).until(() -> text().endsWith("event=again\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T17:59:31.063Z",
                "2026-11-21T23:59:59.999Z",
                "2027-01-01T00:00:00.000Z",
                "2028-02-29T12:00:00.500Z"
            })
    void aLineIsWhatTheSharedPatternGives(String time) throws Exception {
        LoggingEvent event = event(Level.INFO, Instant.parse(time), "event=x name=Grüße", null);

        assertEquals(
                new String(encoder().encode(event), StandardCharsets.UTF_8),
                new String(new LineFormat("gateway").line(event), StandardCharsets.UTF_8));
    }

    @Test
    void aFaultIsWhatTheSharedPatternGives() throws Exception {
        Exception fault = new IllegalStateException("outer", new RuntimeException("inner"));
        LoggingEvent event = event(Level.ERROR, Instant.now(), "event=fault", fault);

        assertEquals(
                new String(encoder().encode(event), StandardCharsets.UTF_8),
                new String(new LineFormat("gateway").line(event), StandardCharsets.UTF_8));
    }

    /** Of rollcall-logback.xml, as the other services have it. */
    private PatternLayoutEncoder encoder() throws Exception {
        try (var shared = getClass().getResourceAsStream("/rollcall-logback.xml")) {
            String xml =
                    new String(
                            Objects.requireNonNull(shared).readAllBytes(), StandardCharsets.UTF_8);
            Matcher pattern = Pattern.compile("<pattern>(.*)</pattern>").matcher(xml);
            assertTrue(pattern.find());
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setCharset(StandardCharsets.UTF_8);
            encoder.setPattern(pattern.group(1).replace("${service}", "gateway"));
            encoder.start();
            return encoder;
        }
    }

    private LoggingEvent event(
            Level level, Instant time, String message, @Nullable Throwable thrown) {
        Logger logger = context.getLogger("dev.rollcall.test");
        LoggingEvent event = new LoggingEvent("caller", logger, level, message, thrown, null);
        event.setInstant(time);
        return event;
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
