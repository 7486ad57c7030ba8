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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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
    @Operation(
            operationId = "receiveWebhook",
            summary = "An event of Clerk, as Svix sends it.",
            description =
                    "The signature covers id, timestamp and body as sent. One family of headers"
                            + " counts, svix-* or webhook-*, each header once; 200 means on disk.",
            parameters = {
                @Parameter(
                        name = "svix-id",
                        in = ParameterIn.HEADER,
                        description = "The message's id, the same on every try; or webhook-id.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "svix-timestamp",
                        in = ParameterIn.HEADER,
                        description =
                                "Seconds since 1970, at most five minutes off; or webhook-timestamp.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "svix-signature",
                        in = ParameterIn.HEADER,
                        description =
                                "Up to 32, each v1 and a comma and base64, with blanks between; or webhook-signature.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "webhook-id",
                        in = ParameterIn.HEADER,
                        description = "As svix-id.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "webhook-timestamp",
                        in = ParameterIn.HEADER,
                        description = "As svix-timestamp.",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "webhook-signature",
                        in = ParameterIn.HEADER,
                        description = "As svix-signature.",
                        schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "Kept, or known already.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReceiptResponse.class)))
    @ApiResponse(
            responseCode = "400",
            description =
                    "signature_invalid, timestamp_out_of_tolerance, or malformed_request: a header"
                            + " is missing, comes twice or cannot be read.")
    @ApiResponse(responseCode = "413", description = "More than 1 MiB.")
    @ApiResponse(
            responseCode = "415",
            description = "Not application/json in UTF-8, or with a content encoding.")
    @ApiResponse(responseCode = "503", description = "Not kept: send it again.")
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
