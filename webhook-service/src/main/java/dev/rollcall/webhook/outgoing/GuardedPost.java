package dev.rollcall.webhook.outgoing;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over a connection of its own, to an address that was judged after it was resolved and is
 * the one connected to: a name that resolves differently a moment later changes nothing. Redirects
 * are answers like others. Of an answer only the head is read, at most 64 KiB of it, and ten
 * seconds after the name was asked for the connection is closed whatever has come. Thread-safe.
 */
@Singleton
public final class GuardedPost {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    /** Look-ups that nobody answers: the system's resolver cannot be told to stop. */
    private static final int MOST_LOOKUPS = 16;

    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    /** From a name to its addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Duration longestCall;
    private final Resolver resolver;
    private final ExecutorService lookUps =
            new ThreadPoolExecutor(
                    0,
                    MOST_LOOKUPS,
                    1,
                    TimeUnit.MINUTES,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().name("outgoing-names").daemon().factory());
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("outgoing-deadlines").daemon().factory());

    GuardedPost() {
        this(LONGEST_CALL, InetAddress::getAllByName);
    }

    GuardedPost(Duration longestCall, Resolver resolver) {
        this.longestCall = longestCall;
        this.resolver = resolver;
    }

    @PreDestroy
    void close() {
        deadlines.shutdownNow();
        lookUps.shutdownNow();
    }

    /** Headers are ours: names and values of visible ASCII. */
    public PostOutcome send(TargetUrl url, Map<String, String> headers, byte[] body) {
        long end = System.nanoTime() + longestCall.toNanos();
        InetAddress[] addresses;
        try {
            addresses = lookUp(url.host());
        } catch (ExecutionException unknown) {
            return new PostOutcome.Failed("unknown_host");
        } catch (TimeoutException | RejectedExecutionException late) {
            return new PostOutcome.Failed("timeout");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new PostOutcome.Failed("timeout");
        }
        for (InetAddress address : addresses) {
            if (!AddressGuard.allows(address, url.allowPrivate())) {
                return new PostOutcome.Forbidden();
            }
        }
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        return send(addresses[0], left, url, headers, body);
    }

    private InetAddress[] lookUp(String host)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (isLiteral(host)) {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        }
        Future<InetAddress[]> lookUp = lookUps.submit(() -> resolver.resolve(host));
        return lookUp.get(longestCall.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An address needs nobody to ask, and so no thread that may hang. */
    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    }

    private PostOutcome send(
            InetAddress address,
            long millis,
            TargetUrl url,
            Map<String, String> headers,
            byte[] body) {
        AtomicBoolean late = new AtomicBoolean();
        try (Socket plain = new Socket()) {
            ScheduledFuture<?> deadline =
                    deadlines.schedule(
                            () -> {
                                late.set(true);
                                close(plain);
                            },
                            millis,
                            TimeUnit.MILLISECONDS);
            try {
                plain.connect(new InetSocketAddress(address, url.port()), (int) millis);
                return exchange(url.tls() ? secure(plain, url) : plain, url, headers, body);
            } finally {
                deadline.cancel(false);
            }
        } catch (SocketTimeoutException timeout) {
            return new PostOutcome.Failed("timeout");
        } catch (SSLException untrusted) {
            return new PostOutcome.Failed(late.get() ? "timeout" : "tls");
        } catch (IOException broken) {
            return new PostOutcome.Failed(late.get() ? "timeout" : "unreachable");
        }
    }

    private static PostOutcome exchange(
            Socket socket, TargetUrl url, Map<String, String> headers, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder();
        head.append("POST ").append(url.target()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(url.authority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("User-Agent: Rollcall\r\nConnection: close\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        OutputStream out = socket.getOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return AnswerHead.read(new BufferedInputStream(socket.getInputStream(), 4096));
    }

    /** The certificate must be of the name, not of the address. */
    private static Socket secure(Socket plain, TargetUrl url) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // It is as closed as it can be.
        }
    }
}
