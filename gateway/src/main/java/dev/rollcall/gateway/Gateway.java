package dev.rollcall.gateway;

import dev.rollcall.contracts.start.RequiredSetting;
import dev.rollcall.contracts.start.ServiceProcess;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.util.List;

/** The gateway's process. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Rollcall: the gateway",
                        version = "1",
                        description =
                                "What the gateway answers itself. /api/admin is for the role admin,"
                                        + " and each use of it is recorded."))
public final class Gateway {

    private Gateway() {}

    public static void main(String[] args) {
        ServiceProcess.run(
                Gateway.class,
                List.of(
                        RequiredSetting.PUBLISHABLE_KEY,
                        RequiredSetting.SERVICE_KEY,
                        RequiredSetting.IDENTITY_KEY),
                args);
    }
}
