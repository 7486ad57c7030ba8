package dev.rollcall.gateway.proxy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Waits, on a virtual thread, for the one element of a publisher: the only reactive type the
 * gateway touches. Giving up cancels the subscription, which ends the exchange behind it.
 */
final class FirstAnswer<T> implements Subscriber<T> {

    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private volatile @Nullable Subscription subscription;

    private FirstAnswer() {}

    /** Throws ExecutionException around what went wrong, TimeoutException if nothing came. */
    static <T> T await(Publisher<? extends T> publisher, Duration longest)
            throws InterruptedException, ExecutionException, TimeoutException {
        FirstAnswer<T> subscriber = new FirstAnswer<>();
        publisher.subscribe(subscriber);
        try {
            return subscriber.answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException gaveUp) {
            subscriber.cancel();
            throw gaveUp;
        }
    }

    private void cancel() {
        Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription started) {
        subscription = started;
        started.request(1);
    }

    @Override
    public void onNext(T element) {
        answer.complete(element);
    }

    @Override
    public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        answer.completeExceptionally(new IllegalStateException("ended without an answer"));
    }
}
