package dev.rollcall.gateway.access;

import dev.rollcall.contracts.access.ServedRequest;
import dev.rollcall.contracts.id.RequestId;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Where a request goes that cannot be decided from memory: a virtual thread, which waits and leaves
 * the event loop to the others. Its calls still belong to the request. Thread safe.
 */
@Singleton
final class Waiting {

    private final ExecutorService threads;

    Waiting(@Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.threads = threads;
    }

    /** What is asked for, once it is there; fails with what asking threw. */
    <T> CompletionStage<T> ask(RequestId served, Supplier<T> question) {
        return CompletableFuture.supplyAsync(
                PropagatedContext.getOrEmpty().plus(new ServedRequest(served)).wrap(question),
                threads);
    }
}
