package dev.rollcall.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.gateway.memory.HeapShare;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * So many requests a minute for each key, in this process's memory: a bucket that refills steadily.
 * The number of buckets is bounded; one that is forgotten because nobody used it was full. This
 * class is where a store shared by all copies would stand. Thread safe.
 */
final class Allowance {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final String policy;
    private final long quota;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(HeapShare.buckets())
                    .executor(Runnable::run) // upkeep costs less than waking somebody for it
                    .expireAfterAccess(WINDOW.multipliedBy(2))
                    .build();

    /** {@code quota} requests a minute; 0 for any number. */
    Allowance(String policy, long quota) {
        this.policy = policy;
        this.quota = quota;
    }

    boolean isUnlimited() {
        return quota == 0;
    }

    /** Counts one request. */
    Spent take(String key) {
        ConsumptionProbe probe =
                buckets.get(key, missing -> bucket()).tryConsumeAndReturnRemaining(1);
        boolean within = probe.isConsumed();
        long nanos = within ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        return new Spent(policy, quota, within, probe.getRemainingTokens(), seconds(nanos));
    }

    /** Counts nothing, and makes no bucket. */
    boolean isSpent(String key) {
        Bucket bucket = buckets.getIfPresent(key);
        return bucket != null && bucket.getAvailableTokens() == 0;
    }

    /** What {@link #isSpent} means for the client; counts nothing either. */
    Spent spent(String key) {
        Bucket bucket = buckets.getIfPresent(key);
        long nanos =
                bucket == null ? 0 : bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return new Spent(policy, quota, false, 0, seconds(nanos));
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, WINDOW))
                .build();
    }
}
