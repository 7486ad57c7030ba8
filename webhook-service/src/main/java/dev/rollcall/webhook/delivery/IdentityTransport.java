package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.ApplyRequest;
import dev.rollcall.contracts.event.ApplyResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Hands batches to identity-service and says what came of it. The seam for another transport.
 * Thread-safe.
 */
@Singleton
final class IdentityTransport {

    private final IdentityClient identity;

    IdentityTransport(IdentityClient identity) {
        this.identity = identity;
    }

    Handover send(List<LeasedEvent> events) {
        ApplyRequest request =
                new ApplyRequest(events.stream().map(LeasedEvent::delivery).toList());
        try {
            ApplyResponse response = identity.apply(request);
            return response == null
                    ? answered(HttpStatus.NOT_FOUND.getCode())
                    : new Handover.Answered(response.outcomes());
        } catch (HttpClientResponseException answer) {
            return answered(answer.getStatus().getCode());
        } catch (ReadTimeoutException late) {
            return new Handover.Late();
        } catch (HttpClientException unreachable) {
            return new Handover.Away("unreachable");
        }
    }

    /** Wrong keys or a wrong address (401, 403, 404) are nobody's event's fault either. */
    private static Handover answered(int status) {
        return switch (status) {
            case 400, 413, 422 -> new Handover.Refused(status);
            default -> new Handover.Away("status_" + status);
        };
    }
}
