package dev.rollcall.gateway.limit;

import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.gateway.hygiene.ClientAddresses;
import io.micronaut.context.annotation.Context;
import io.micronaut.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests against the allowances of who sends them, and leaves with the request what its
 * answer is to say. What a client writes about its address never chooses the bucket. Thread safe.
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

    /** Whether the address may ask once more. */
    public boolean admitAddress(HttpRequest<?> request) {
        return address.isUnlimited() || keep(request, address.take(key(request)));
    }

    /** Whether the address may present another token, after those that were not valid. */
    public boolean admitAttempt(HttpRequest<?> request) {
        if (failures.isUnlimited()) {
            return true;
        }
        String key = key(request);
        return !failures.isSpent(key) || keep(request, failures.spent(key));
    }

    /** A token of this address was not valid. */
    public void countFailure(HttpRequest<?> request) {
        if (!failures.isUnlimited()) {
            var _ = failures.take(key(request));
        }
    }

    /** Whether the person may ask once more, and the organisation the session is in. */
    public boolean admit(HttpRequest<?> request, ClerkUserId person, @Nullable ClerkOrgId active) {
        return (user.isUnlimited() || keep(request, user.take(person.value())))
                && (active == null || org.isUnlimited() || admitOrg(request, active));
    }

    private boolean admitOrg(HttpRequest<?> request, ClerkOrgId active) {
        Spent spent = org.take(active.value());
        return spent.within() || keep(request, spent);
    }

    private static boolean keep(HttpRequest<?> request, Spent spent) {
        spent.attachTo(request);
        return spent.within();
    }

    private String key(HttpRequest<?> request) {
        return AddressKey.of(addresses.of(request));
    }
}
