package dev.rollcall.gateway.door;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** All that this process logs from now on, as it would stand in the file. Thread safe. */
final class HeardLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private HeardLog() {}

    static HeardLog open() {
        HeardLog log = new HeardLog();
        log.setContext(log.root.getLoggerContext());
        log.start();
        log.root.addAppender(log);
        return log;
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
        stop();
    }
}
