package dev.rollcall.webhook;

import dev.rollcall.contracts.start.RequiredSetting;
import dev.rollcall.contracts.start.ServiceProcess;
import dev.rollcall.contracts.token.ServiceName;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.util.List;

/** The process: verifies Clerk's events, keeps them, delivers them to identity-service. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Rollcall: webhooks",
                        version = "1",
                        description =
                                "What the gateway passes on to webhook-service. Paths are the"
                                        + " gateway's; /api/admin is for the role admin, and each"
                                        + " use of it is recorded."))
public final class WebhookService {

    private WebhookService() {}

    public static void main(String[] args) {
        ServiceProcess.runWithDatabase(
                ServiceName.WEBHOOK,
                WebhookService.class,
                List.of(
                        RequiredSetting.WEBHOOK_SECRET,
                        RequiredSetting.SERVICE_KEY,
                        RequiredSetting.TRUSTED_KEYS,
                        RequiredSetting.TOMBSTONE_KEY),
                args);
    }
}
