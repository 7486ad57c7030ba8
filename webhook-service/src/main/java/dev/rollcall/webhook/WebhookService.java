package dev.rollcall.webhook;

import dev.rollcall.contracts.start.RequiredSetting;
import dev.rollcall.contracts.start.ServiceProcess;
import dev.rollcall.contracts.token.ServiceName;
import java.util.List;

/** The process: verifies Clerk's events, keeps them, delivers them to identity-service. */
public final class WebhookService {

    private WebhookService() {}

    public static void main(String[] args) {
        ServiceProcess.runWithDatabase(
                ServiceName.WEBHOOK,
                WebhookService.class,
                List.of(
                        RequiredSetting.WEBHOOK_SECRET,
                        RequiredSetting.SERVICE_KEY,
                        RequiredSetting.TRUSTED_KEYS),
                args);
    }
}
