package dev.rollcall.gateway.health;

import dev.rollcall.contracts.start.ServiceStatus;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the services how they are; one that does not answer is down, not an error. */
@Singleton
final class ServiceStatuses {

    private static final ServiceStatus DOWN = new ServiceStatus(false, Map.of(), Map.of());

    private final IdentityStatusClient identity;
    private final WebhookStatusClient webhook;
    private final AuditStatusClient audit;

    ServiceStatuses(
            IdentityStatusClient identity, WebhookStatusClient webhook, AuditStatusClient audit) {
        this.identity = identity;
        this.webhook = webhook;
        this.audit = audit;
    }

    ServiceStatus identity() {
        return ask(identity::status);
    }

    ServiceStatus webhook() {
        return ask(webhook::status);
    }

    ServiceStatus audit() {
        return ask(audit::status);
    }

    private static ServiceStatus ask(Supplier<@Nullable ServiceStatus> status) {
        try {
            ServiceStatus answer = status.get();
            return answer == null ? DOWN : answer;
        } catch (HttpClientException | CodecException away) {
            return DOWN;
        }
    }
}
