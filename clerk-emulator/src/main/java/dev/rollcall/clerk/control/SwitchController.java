package dev.rollcall.clerk.control;

import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.webhook.SwitchBoard;
import dev.rollcall.clerk.webhook.Switches;
import dev.rollcall.clerk.webhook.WebhookDispatcher;
import dev.rollcall.clerk.wire.JsonReply;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows and sets the switches; one that is not named stays as it is. */
@Controller("/emulator/switches")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SwitchController {

    private static final long LONGEST_DELAY_MILLIS = 3_600_000;
    private static final long LONGEST_SLOWNESS_MILLIS = 60_000;
    private static final long MOST_DUPLICATES = 100;

    private final SwitchBoard switches;
    private final WebhookDispatcher dispatcher;

    SwitchController(SwitchBoard switches, WebhookDispatcher dispatcher) {
        this.switches = switches;
        this.dispatcher = dispatcher;
    }

    @Get
    HttpResponse<byte[]> show() {
        return JsonReply.ok(switches.get().toDocument());
    }

    @Put
    HttpResponse<byte[]> set(@Body @Nullable String body) {
        Set<String> names = switches.get().toDocument().fields().keySet();
        Params params = Params.of(body, names);
        Switches next = switches.update(old -> changed(old, params));
        if (!next.hold()) {
            dispatcher.release();
        }
        return JsonReply.ok(next.toDocument());
    }

    private static Switches changed(Switches old, Params params) {
        return new Switches(
                params.flag("hold", old.hold()),
                params.flag("drop", old.drop()),
                (int) params.number("delayMillis", 0, LONGEST_DELAY_MILLIS, old.delayMillis()),
                (int) params.number("duplicate", 0, MOST_DUPLICATES, old.duplicate()),
                params.flag("shuffle", old.shuffle()),
                params.flag("apiOutage", old.apiOutage()),
                params.flag("apiRateLimited", old.apiRateLimited()),
                (int)
                        params.number(
                                "apiSlowMillis", 0, LONGEST_SLOWNESS_MILLIS, old.apiSlowMillis()));
    }
}
