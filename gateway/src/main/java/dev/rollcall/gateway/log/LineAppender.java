package dev.rollcall.gateway.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, written {@value #PAUSE_MILLIS} ms after a line at the latest, or with each 64
 * KiB; at once from WARN on, and once the process ends. An orderly end loses nothing; a kill loses
 * what was logged last. Made by Logback; thread safe.
 */
public final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private static final long PAUSE_MILLIS = 100;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);

    private final GatheredLines lines;
    private final Thread atTheEnd = new Thread(this::gatherNoMore, "log-end");
    private LineFormat format = new LineFormat("");
    private volatile boolean gathering;
    private @Nullable Thread writer;

    public LineAppender() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    LineAppender(OutputStream out) {
        this.lines = new GatheredLines(out);
    }

    /** Who logs, as in every line. */
    public void setService(String service) {
        format = new LineFormat(service);
    }

    @Override
    public void start() {
        if (isStarted()) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(atTheEnd);
            gathering = true;
            writer = Thread.ofPlatform().daemon().name("log-lines").start(this::keepWriting);
        } catch (IllegalStateException ending) {
            gathering = false; // nobody would write what is gathered now
        }
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        try {
            boolean first = lines.add(format.line(event));
            if (!gathering || event.getLevel().isGreaterOrEqual(Level.WARN)) {
                lines.flush();
            } else if (first) {
                LockSupport.unpark(writer);
            }
        } catch (IOException fault) {
            addError("standard output does not take the log", fault);
        }
    }

    private void keepWriting() {
        while (gathering) {
            if (lines.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, PAUSE_NANOS);
                write();
            }
        }
    }

    /** A line that is added before this has written is written; any later one writes itself. */
    private void gatherNoMore() {
        gathering = false;
        write();
    }

    private void write() {
        try {
            lines.flush();
        } catch (IOException fault) {
            addError("standard output does not take the log", fault);
        }
    }

    @Override
    public void stop() {
        super.stop();
        gatherNoMore();
        LockSupport.unpark(writer);
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException ending) {
            // it runs, and does no harm
        }
    }
}
