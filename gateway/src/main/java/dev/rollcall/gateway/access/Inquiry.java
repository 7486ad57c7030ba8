package dev.rollcall.gateway.access;

import dev.rollcall.gateway.hygiene.CleanRequest;
import dev.rollcall.gateway.limit.Spent;
import dev.rollcall.gateway.route.Route;
import org.jspecify.annotations.Nullable;

/** A request that is being decided about, by one thread after the other. */
final class Inquiry {

    private final CleanRequest request;
    private final Route route;
    private @Nullable Spent spent;

    Inquiry(CleanRequest request, Route route) {
        this.request = request;
        this.route = route;
    }

    CleanRequest request() {
        return request;
    }

    Route route() {
        return route;
    }

    /** The last allowance that it was counted against. */
    @Nullable Spent spent() {
        return spent;
    }

    /** Keeps what was taken of an allowance, null for nothing; false if that was too much. */
    boolean isWithin(@Nullable Spent taken) {
        if (taken != null) {
            spent = taken;
        }
        return taken == null || taken.within();
    }
}
