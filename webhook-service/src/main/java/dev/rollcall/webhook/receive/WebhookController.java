package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.problem.ProblemResponses;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.webhook.inbox.Arrival;
import dev.rollcall.webhook.inbox.Envelope;
import dev.rollcall.webhook.inbox.Inbox;
import dev.rollcall.webhook.inbox.OwnInstance;
import dev.rollcall.webhook.inbox.Payload;
import dev.rollcall.webhook.inbox.Receipt;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clerk's webhook as the gateway hands it on: verified on the bytes as sent, kept, then answered.
 * 2xx means on disk; nothing that fails verification leaves a trace but a log line.
 */
@Controller
final class WebhookController {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);
    private static final byte[] EMPTY = new byte[0];

    private final WebhookSecrets secrets;
    private final ReceiveConfiguration configuration;
    private final OwnInstance instance;
    private final Inbox inbox;
    private final Refusals refusals;
    private final ReceiveMetrics metrics;
    private final Clock clock;

    WebhookController(
            WebhookSecrets secrets,
            ReceiveConfiguration configuration,
            OwnInstance instance,
            Inbox inbox,
            Refusals refusals,
            ReceiveMetrics metrics,
            Clock clock) {
        this.secrets = secrets;
        this.configuration = configuration;
        this.instance = instance;
        this.inbox = inbox;
        this.refusals = refusals;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Post(CallerTable.CLERK_WEBHOOK)
    @Operation(operationId = "receiveWebhook", description = "Signed by Clerk's sender.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = "object")))
    @ExecuteOn(TaskExecutors.BLOCKING)
    ReceiptResponse receive(HttpRequest<byte[]> request) {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        HttpHeaders headers = request.getHeaders();
        if (!ContentPolicy.allows(
                headers.getAll(HttpHeaders.CONTENT_TYPE),
                headers.getAll(HttpHeaders.CONTENT_ENCODING))) {
            throw refused("content_type", ProblemCode.MEDIA_TYPE_UNSUPPORTED);
        }
        byte[] bytes = request.getBody().orElse(EMPTY);
        SignatureCheck check =
                SignatureVerifier.verify(
                        headers::getAll,
                        bytes,
                        secrets.keys(),
                        receivedAt,
                        configuration.tolerance());
        return switch (check) {
            case SignatureCheck.Valid valid -> keep(valid, new Payload(bytes), receivedAt, request);
            case SignatureCheck.Malformed malformed ->
                    throw refused(malformed.reason(), ProblemCode.MALFORMED_REQUEST);
            case SignatureCheck.OutOfTolerance late ->
                    throw refused(
                            late.messageId(),
                            "out_of_tolerance",
                            ProblemCode.TIMESTAMP_OUT_OF_TOLERANCE);
            case SignatureCheck.Mismatched mismatched ->
                    throw refused(
                            mismatched.messageId(),
                            "signature_mismatch",
                            ProblemCode.SIGNATURE_INVALID);
        };
    }

    private ReceiptResponse keep(
            SignatureCheck.Valid valid,
            Payload payload,
            Instant receivedAt,
            HttpRequest<?> request) {
        Arrival arrival =
                new Arrival(
                        valid.messageId(),
                        payload,
                        instance.read(payload),
                        receivedAt,
                        valid.secretIndex(),
                        ProblemResponses.requestId(request).orElse(null));
        Receipt receipt = append(arrival);
        log(arrival, receipt);
        metrics.received(receipt);
        return switch (receipt) {
            case ACCEPTED -> ReceiptResponse.ACCEPTED;
            case DUPLICATE, CONFLICTING -> ReceiptResponse.DUPLICATE;
        };
    }

    private Receipt append(Arrival arrival) {
        try {
            Receipt receipt = inbox.append(arrival);
            refusals.accepted(arrival.messageId());
            return receipt;
        } catch (ProblemException unavailable) {
            refusals.add(arrival.messageId(), "unavailable", true);
            metrics.refused("unavailable");
            throw unavailable;
        }
    }

    private void log(Arrival arrival, Receipt receipt) {
        long millis = Duration.between(arrival.receivedAt(), clock.instant()).toMillis();
        if (receipt == Receipt.CONFLICTING) {
            LOG.warn("event=webhook.conflicting message_id={}", arrival.messageId());
        }
        switch (arrival.envelope()) {
            case Envelope.Usable usable ->
                    LOG.info(
                            "event=webhook.accepted message_id={} type={} duplicate={} ms={}",
                            arrival.messageId(),
                            usable.type(),
                            receipt != Receipt.ACCEPTED,
                            millis);
            case Envelope.Foreign foreign ->
                    parked(arrival.messageId(), OwnInstance.OTHER, receipt, millis);
            case Envelope.Poison poison ->
                    parked(arrival.messageId(), poison.reason(), receipt, millis);
        }
    }

    private static void parked(MessageId id, String reason, Receipt receipt, long millis) {
        LOG.warn(
                "event=webhook.parked message_id={} reason={} duplicate={} ms={}",
                id,
                reason,
                receipt != Receipt.ACCEPTED,
                millis);
    }

    private ProblemException refused(MessageId id, String reason, ProblemCode code) {
        refusals.add(id, reason, false);
        return refused(reason, code);
    }

    private ProblemException refused(String reason, ProblemCode code) {
        metrics.refused(reason);
        LOG.info("event=webhook.refused reason={}", reason);
        return new ProblemException(code, code.title() + '.');
    }
}
