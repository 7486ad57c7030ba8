package dev.rollcall.gateway.door;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** All that this process logs from now on, at the levels of rollcall-loggers.xml. Thread safe. */
final class HeardLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final AtomicInteger OPEN = new AtomicInteger();

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = logger("dev.rollcall");

    private HeardLog() {}

    static HeardLog open() {
        OPEN.incrementAndGet();
        HeardLog log = new HeardLog();
        log.setContext(log.root.getLoggerContext());
        log.start();
        log.root.addAppender(log);
        log.ours.setLevel(Level.INFO);
        log.ours.setAdditive(false); // a line with each request is more than the build's log needs
        log.ours.addAppender(log);
        return log;
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(
                event.getThrowableProxy() == null
                        ? event.getFormattedMessage()
                        : event.getFormattedMessage()
                                + '\n'
                                + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    String text() {
        return String.join("\n", lines);
    }

    void forget() {
        lines.clear();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        ours.detachAppender(this);
        if (OPEN.decrementAndGet() == 0) {
            ours.setAdditive(true);
            ours.setLevel(null);
        }
        stop();
    }
}
