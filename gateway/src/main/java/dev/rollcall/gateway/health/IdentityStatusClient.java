package dev.rollcall.gateway.health;

import dev.rollcall.contracts.start.ServiceStatus;
import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.annotation.Client;
import org.jspecify.annotations.Nullable;

/** How identity-service sees itself. */
@Client(id = "identity")
interface IdentityStatusClient {

    @Get(CallerTable.STATUS)
    @Nullable ServiceStatus status();
}
