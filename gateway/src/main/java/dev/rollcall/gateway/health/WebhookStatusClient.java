package dev.rollcall.gateway.health;

import dev.rollcall.contracts.start.ServiceStatus;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.annotation.Client;
import org.jspecify.annotations.Nullable;

/** How webhook-service sees itself. */
@Client(id = "webhook")
interface WebhookStatusClient {

    @Get(CallerTable.STATUS)
    @Nullable ServiceStatus status();
}
