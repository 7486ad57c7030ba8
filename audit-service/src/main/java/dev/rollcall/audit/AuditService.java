package dev.rollcall.audit;

import dev.rollcall.contracts.start.RequiredSetting;
import dev.rollcall.contracts.start.ServiceProcess;
import dev.rollcall.contracts.token.ServiceName;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import java.util.List;

/** Starts audit-service. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Rollcall: evidence",
                        version = "1",
                        description =
                                "What the gateway passes on to audit-service, for the roles admin"
                                        + " and compliance. Paths are the gateway's."))
public final class AuditService {

    private AuditService() {}

    /** Settings come from the environment; application.yml names them all. */
    public static void main(String[] args) {
        ServiceProcess.runWithDatabase(
                ServiceName.AUDIT,
                AuditService.class,
                List.of(
                        RequiredSetting.SERVICE_KEY,
                        RequiredSetting.TRUSTED_KEYS,
                        RequiredSetting.MASTER_KEY,
                        RequiredSetting.TOMBSTONE_KEY),
                args);
    }
}
