package dev.rollcall.contracts.start;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TERM and INT do: the first begins an orderly end, the next ends the process at once. Ahead
 * of the JVM's shutdown hooks, which run all at the same time. By reflection, for {@code
 * sun.misc.Signal} is supported (JEP 260) and yet warned about when compiled against.
 */
final class TerminationSignals {

    private static final Logger LOG = LoggerFactory.getLogger(TerminationSignals.class);
    private static final List<String> NAMES = List.of("TERM", "INT");

    /** As shells count: 128 and the signal's number. */
    private static final int EXIT_BASE = 128;

    private TerminationSignals() {}

    /** Does {@code orderlyEnd} and then exits; where signals belong to somebody else, nothing. */
    static void handle(Runnable orderlyEnd) {
        AtomicBoolean ending = new AtomicBoolean();
        for (String name : NAMES) {
            try {
                install(name, orderlyEnd, ending);
            } catch (ReflectiveOperationException reserved) {
                LOG.warn("event=signals.unavailable signal={}", name);
            }
        }
    }

    private static void install(String name, Runnable orderlyEnd, AtomicBoolean ending)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = type.getConstructor(String.class).newInstance(name);
        int exit = EXIT_BASE + (int) type.getMethod("getNumber").invoke(signal);
        InvocationHandler handler =
                (_, method, _) -> {
                    if (method.getName().equals("handle")) {
                        received(orderlyEnd, ending, exit);
                    }
                    return null;
                };
        Object proxy =
                Proxy.newProxyInstance(
                        TerminationSignals.class.getClassLoader(),
                        new Class<?>[] {handlerType},
                        handler);
        type.getMethod("handle", type, handlerType).invoke(null, signal, proxy);
    }

    private static void received(Runnable orderlyEnd, AtomicBoolean ending, int exit) {
        if (!ending.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(exit);
        }
        var _ =
                Thread.ofPlatform()
                        .name("orderly-end")
                        .start(
                                () -> {
                                    try {
                                        orderlyEnd.run();
                                    } finally {
                                        System.exit(exit);
                                    }
                                });
    }
}
