package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import dev.rollcall.contracts.problem.ProblemResponses;
import dev.rollcall.contracts.token.CallerTable;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clerk's webhook as the gateway hands it on: verified on the bytes as sent, kept, then answered.
 * 2xx means on disk; nothing that fails verification leaves a trace but a log line. Most come in by
 * the {@link ReceiveErrand short way}; here everything else about the path is decided.
 */
@Controller
final class WebhookController {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);
    private static final byte[] EMPTY = new byte[0];

    private final Reception reception;
    private final Refusals refusals;
    private final ReceiveMetrics metrics;

    WebhookController(Reception reception, Refusals refusals, ReceiveMetrics metrics) {
        this.reception = reception;
        this.refusals = refusals;
        this.metrics = metrics;
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
        HttpHeaders headers = request.getHeaders();
        if (!ContentPolicy.allows(
                headers.getAll(HttpHeaders.CONTENT_TYPE),
                headers.getAll(HttpHeaders.CONTENT_ENCODING))) {
            throw refused("content_type", ProblemCode.MEDIA_TYPE_UNSUPPORTED);
        }
        byte[] bytes = request.getBody().orElse(EMPTY);
        Reception.Judged judged = reception.judge(headers::getAll, bytes);
        return switch (judged.check()) {
            case SignatureCheck.Valid valid ->
                    ReceiptResponse.of(
                            await(
                                    reception.keep(
                                            valid,
                                            bytes,
                                            judged.at(),
                                            ProblemResponses.requestId(request).orElse(null))));
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

    private static Receipt await(CompletableFuture<Receipt> kept) {
        try {
            return kept.get();
        } catch (ExecutionException failed) {
            throw Reception.fault(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable(
                    "The service is stopping.", Duration.ofSeconds(5), interrupted);
        }
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
