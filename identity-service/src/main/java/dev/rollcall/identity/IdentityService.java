package dev.rollcall.identity;

import dev.rollcall.contracts.start.RequiredSetting;
import dev.rollcall.contracts.start.ServiceProcess;
import dev.rollcall.contracts.token.ServiceName;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.util.List;

/** Starts identity-service. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Rollcall: people and organisations",
                        version = "1",
                        description =
                                "What the gateway passes on to identity-service. Paths are the"
                                        + " gateway's; /api/admin is for the role admin, and each"
                                        + " use of it is recorded."))
public final class IdentityService {

    private static final List<RequiredSetting> REQUIRED =
            List.of(
                    RequiredSetting.PUBLISHABLE_KEY,
                    RequiredSetting.SERVICE_KEY,
                    RequiredSetting.TRUSTED_KEYS,
                    RequiredSetting.TOMBSTONE_KEY);

    private IdentityService() {}

    public static void main(String[] args) {
        ServiceProcess.runWithDatabase(ServiceName.IDENTITY, IdentityService.class, REQUIRED, args);
    }
}
