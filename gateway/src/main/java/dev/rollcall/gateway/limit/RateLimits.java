package dev.rollcall.gateway.limit;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.hygiene.ClientAddresses;
import io.micronaut.context.annotation.Context;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests against the allowances of who sends them, and says what is left of the one that
 * counts; null where nothing is limited. What a client writes about its address never chooses the
 * bucket. Thread safe.
 */
@Context
public final class RateLimits {

    private final ClientAddresses addresses;
    private final Allowance address;
    private final Allowance failures;
    private final Allowance user;
    private final Allowance org;

    RateLimits(LimitConfiguration configuration, ClientAddresses addresses) {
        this.addresses = addresses;
        this.address = new Allowance("address", configuration.address());
        this.failures = new Allowance("failures", configuration.failures());
        this.user = new Allowance("user", configuration.user());
        this.org = new Allowance("org", configuration.org());
    }

    /** One more request of the address. */
    public @Nullable Spent takeAddress(CleanRequest request) {
        return address.isUnlimited() ? null : address.take(key(request));
    }

    /** Null if the address may present another token, after those that were not valid. */
    public @Nullable Spent tooManyFailures(CleanRequest request) {
        if (failures.isUnlimited()) {
            return null;
        }
        String key = key(request);
        return failures.isSpent(key) ? failures.spent(key) : null;
    }

    /** A token of this address was not valid. */
    public void countFailure(CleanRequest request) {
        if (!failures.isUnlimited()) {
            var _ = failures.take(key(request));
        }
    }

    /**
     * One more request of the person, and of the organisation the session is in if that is less.
     */
    public @Nullable Spent take(ClerkUserId person, @Nullable ClerkOrgId active) {
        Spent own = user.isUnlimited() ? null : user.take(person.value());
        if (active == null || org.isUnlimited() || (own != null && !own.within())) {
            return own;
        }
        Spent shared = org.take(active.value());
        return shared.within() ? own : shared;
    }

    private String key(CleanRequest request) {
        return AddressKey.of(addresses.of(request));
    }
}
