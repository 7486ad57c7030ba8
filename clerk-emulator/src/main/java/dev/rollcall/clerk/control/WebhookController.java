package dev.rollcall.clerk.control;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.state.Message;
import dev.rollcall.clerk.webhook.WebhookDispatcher;
import dev.rollcall.clerk.webhook.WebhookDispatcher.Sent;
import dev.rollcall.clerk.wire.JsonReply;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows the webhook messages, sends one again, and sends bytes of the caller's choice. */
@Controller("/emulator/webhooks")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookController {

    private static final Pattern MESSAGE_ID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private final ClerkState state;
    private final WebhookDispatcher dispatcher;

    WebhookController(ClerkState state, WebhookDispatcher dispatcher) {
        this.state = state;
        this.dispatcher = dispatcher;
    }

    /** Oldest first; of one person only where {@code userId} is given. */
    @Get
    HttpResponse<byte[]> list(@QueryValue @Nullable String userId) {
        List<Document> messages =
                state.messages().stream()
                        .filter(it -> userId == null || userId.equals(it.userId()))
                        .map(WebhookController::shown)
                        .toList();
        return JsonReply.ok(Document.of("messages", messages));
    }

    @Post("/{id}/resend")
    HttpResponse<byte[]> resend(String id) {
        Sent sent = dispatcher.resend(id).orElseThrow(() -> ClerkFault.notFound("message"));
        return JsonReply.ok(shown(sent));
    }

    @Post("/send")
    HttpResponse<byte[]> send(@Body @Nullable String body) {
        Params params = Params.of(body, Set.of("id", "payload"));
        String given = params.matching("id", MESSAGE_ID, "of letters, digits, dots, hyphens and _");
        if (!(params.raw("payload") instanceof String payload)) {
            throw ClerkFault.invalid("payload", "a string");
        }
        String id = given == null ? dispatcher.newMessageId() : given;
        return JsonReply.ok(shown(dispatcher.send(id, payload.getBytes(StandardCharsets.UTF_8))));
    }

    private static Document shown(Sent sent) {
        return Document.of("id", sent.id(), "status", sent.status(), "body", sent.body());
    }

    private static Document shown(Message message) {
        List<Document> attempts =
                message.attempts().stream()
                        .map(it -> Document.of("status", it.status(), "at", it.at()))
                        .toList();
        return Document.of(
                "id", message.id(),
                "type", message.type(),
                "subject", message.subject(),
                "userId", message.userId(),
                "state", message.progress().label(),
                "attempts", attempts);
    }
}
