package dev.rollcall.gateway;

import dev.rollcall.contracts.start.RequiredSetting;
import dev.rollcall.contracts.start.ServiceProcess;
import java.util.List;

/** The gateway's process. */
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
