package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.event.EventEffect;
import dev.rollcall.contracts.id.RequestId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One webhook message with its way through the house, oldest step first.
 *
 * @param secret which of the configured signing secrets matched, from 0
 * @param conflictingCopies validly signed copies of its id that had another body
 * @param requestId under which the gateway passed it on
 * @param payloadBytes its size; null once its subject was erased
 * @param payload its body as JSON text with every personal value masked; null if erased or no JSON
 */
@Serdeable
public record WebhookEventDetail(
        WebhookEvent event,
        List<Step> timeline,
        int secret,
        int conflictingCopies,
        @Nullable RequestId requestId,
        @Nullable Integer payloadBytes,
        @Nullable String payload) {

    public WebhookEventDetail {
        timeline = List.copyOf(timeline);
    }

    /**
     * What happened to it.
     *
     * @param step {@code occurred}, {@code received}, {@code committed}, {@code attempted} or
     *     {@code applied}
     * @param millis of an attempt: how long its call took
     * @param outcome of an attempt: {@code applied}, {@code ignored}, {@code postponed}, {@code
     *     returned} or {@code dead}
     * @param code of an attempt: why it was not applied, a stable word
     * @param effect of an attempt: the row of the mirror that it met
     */
    @Serdeable
    public record Step(
            String step,
            Instant at,
            @Nullable Long millis,
            @Nullable String outcome,
            @Nullable String code,
            @Nullable EventEffect effect) {

        public static Step of(String step, Instant at) {
            return new Step(step, at, null, null, null, null);
        }
    }
}
