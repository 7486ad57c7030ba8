package dev.rollcall.gateway.proxy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micronaut.core.io.buffer.ByteArrayBufferFactory;
import io.micronaut.http.ByteBodyHttpResponseWrapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.netty.util.HashedWheelTimer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

class FirstAnswerTest {

    private static final HashedWheelTimer TIMER = new HashedWheelTimer();
    private static final Duration LONG = Duration.ofSeconds(60);

    /** An exchange that says what it is told to. */
    private static final class Exchange implements Publisher<HttpResponse<?>>, Subscription {

        private final AtomicBoolean cancelled = new AtomicBoolean();
        private @Nullable Subscriber<? super HttpResponse<?>> subscriber;

        @Override
        public void subscribe(Subscriber<? super HttpResponse<?>> asking) {
            subscriber = asking;
            asking.onSubscribe(this);
        }

        Subscriber<? super HttpResponse<?>> told() {
            if (subscriber == null) {
                throw new IllegalStateException("nobody has asked");
            }
            return subscriber;
        }

        @Override
        public void request(long wanted) {}

        @Override
        public void cancel() {
            cancelled.set(true);
        }
    }

    private final Exchange exchange = new Exchange();

    @AfterAll
    static void stop() {
        TIMER.stop();
    }

    @Test
    void isTheAnswer() {
        CompletableFuture<HttpResponse<?>> first = FirstAnswer.of(exchange, LONG, TIMER);
        HttpResponse<?> answer = HttpResponse.ok();

        exchange.told().onNext(answer);
        exchange.told().onComplete();

        assertSame(answer, first.join());
        assertFalse(exchange.cancelled.get());
    }

    @Test
    void failsWithWhatWentWrong() {
        CompletableFuture<HttpResponse<?>> first = FirstAnswer.of(exchange, LONG, TIMER);

        exchange.told().onError(new IOException("hung up"));

        assertInstanceOf(
                IOException.class, assertThrows(ExecutionException.class, first::get).getCause());
    }

    @Test
    void anExchangeWithoutAnAnswerIsAFault() {
        CompletableFuture<HttpResponse<?>> first = FirstAnswer.of(exchange, LONG, TIMER);

        exchange.told().onComplete();

        assertThrows(CompletionException.class, first::join);
    }

    @Test
    void givesUpInTimeAndClosesWhatComesLate() {
        CompletableFuture<HttpResponse<?>> first =
                FirstAnswer.of(exchange, Duration.ofMillis(1), TIMER);

        await().atMost(Duration.ofSeconds(30)).until(exchange.cancelled::get);
        CloseableByteBody body =
                ByteBodyFactory.createDefault(ByteArrayBufferFactory.INSTANCE)
                        .adapt(new byte[] {1});
        exchange.told().onNext(ByteBodyHttpResponseWrapper.wrap(HttpResponse.ok(), body));

        assertInstanceOf(
                TimeoutException.class,
                assertThrows(ExecutionException.class, first::get).getCause());
        assertThrows(IllegalStateException.class, body::toInputStream);
    }
}
