package dev.rollcall.identity;

import dev.rollcall.contracts.start.RequiredSetting;
import dev.rollcall.contracts.start.ServiceProcess;
import dev.rollcall.contracts.token.ServiceName;
import java.util.List;

/** Starts identity-service. */
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
