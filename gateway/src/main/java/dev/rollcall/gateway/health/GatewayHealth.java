package dev.rollcall.gateway.health;

import dev.rollcall.contracts.start.Draining;
import dev.rollcall.contracts.start.ServiceStatus;
import dev.rollcall.gateway.feed.FeedState;
import dev.rollcall.gateway.token.ClaimSightings;
import dev.rollcall.gateway.token.KeyState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether requests can be served: there is a key to verify tokens with, what was revoked is known,
 * identity-service works, and the process is not about to end. A lost change feed is told, but does
 * not stop anybody. For the short answer identity-service is asked once a second at most, and by
 * one request at a time, so that polling costs nothing. Thread safe.
 */
@Singleton
final class GatewayHealth {

    private final KeyState keys;
    private final ServiceStatuses services;
    private final ClaimSightings sightings;
    private final FeedState feed;
    private final Draining draining;
    private final LatestStatus identity;

    GatewayHealth(
            KeyState keys,
            ServiceStatuses services,
            ClaimSightings sightings,
            FeedState feed,
            Draining draining,
            Clock clock) {
        this.keys = keys;
        this.services = services;
        this.sightings = sightings;
        this.feed = feed;
        this.draining = draining;
        this.identity = new LatestStatus(() -> services.identity().up(), clock);
    }

    /** May wait for identity-service's answer. */
    boolean isUp() {
        return isReady() && identity.isUp() && !draining.isOn();
    }

    /** Everything, asked now. */
    HealthView details() {
        ServiceStatus identity = services.identity();
        ServiceStatus webhook = services.webhook();
        ServiceStatus audit = services.audit();
        Map<String, String> parts = new TreeMap<>();
        parts.put("tokenKeys", HealthView.word(keys.isPresent()));
        parts.put("identity", HealthView.word(identity.up()));
        parts.put("feed", feed());
        parts.put("webhooks", HealthView.word(webhook.up()));
        parts.put("audit", HealthView.word(audit.up()));
        parts.put(
                "database",
                identity.parts().getOrDefault("database", HealthView.word(identity.up())));
        List<String> absent = sightings.absent();
        return new HealthView(
                HealthView.word(isReady() && identity.up()),
                parts,
                keys.ageSeconds().isPresent() ? keys.ageSeconds().getAsLong() : null,
                identity.facts().get("lastSyncFailureAt"),
                absent,
                absent.isEmpty() ? null : ClaimSightings.SESSION_TOKEN_JSON);
    }

    private boolean isReady() {
        return keys.isPresent() && feed.isLoaded() && !draining.isOn();
    }

    private String feed() {
        return feed.isLoaded()
                ? feed.lostSince().map(since -> "lost since " + since).orElse("up")
                : "loading";
    }
}
