package dev.rollcall.audit;

import dev.rollcall.contracts.start.RequiredSetting;
import dev.rollcall.contracts.start.ServiceProcess;
import dev.rollcall.contracts.token.ServiceName;
import java.util.List;

/** Starts audit-service. */
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
