package dev.rollcall.gateway.proxy;

import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpResponse;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The one answer of an exchange as a future: the only reactive type the gateway touches. When its
 * time is up the subscription is cancelled, and an answer that comes after all is closed, so that
 * its connection is free again.
 */
final class FirstAnswer implements Subscriber<HttpResponse<?>> {

    private final CompletableFuture<HttpResponse<?>> answer = new CompletableFuture<>();
    private volatile @Nullable Subscription subscription;

    private FirstAnswer() {}

    /** Fails with what went wrong, or with TimeoutException if nothing came. */
    static CompletableFuture<HttpResponse<?>> of(
            Publisher<? extends HttpResponse<?>> exchange, Duration longest, Timer timer) {
        FirstAnswer first = new FirstAnswer();
        exchange.subscribe(first);
        if (!first.answer.isDone()) {
            Timeout limit =
                    timer.newTimeout(
                            _ -> first.giveUp(), longest.toMillis(), TimeUnit.MILLISECONDS);
            var _ = first.answer.whenComplete((_, _) -> limit.cancel());
        }
        return first.answer;
    }

    private void giveUp() {
        if (answer.completeExceptionally(new TimeoutException())) {
            Subscription running = subscription;
            if (running != null) {
                running.cancel();
            }
        }
    }

    @Override
    public void onSubscribe(Subscription started) {
        subscription = started;
        started.request(1);
    }

    @Override
    public void onNext(HttpResponse<?> element) {
        if (!answer.complete(element) && element instanceof ByteBodyHttpResponse<?> late) {
            late.close();
        }
    }

    @Override
    public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        if (!answer.isDone()) {
            answer.completeExceptionally(new IllegalStateException("ended without an answer"));
        }
    }
}
