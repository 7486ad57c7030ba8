package dev.rollcall.clerk.setting;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the settings before anything else happens. */
@Factory
final class SettingsFactory {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsFactory.class);

    @Context
    EmulatorSettings settings(EmulatorConfiguration configuration) {
        LOG.info(
                "event=starting note=\"for development and tests only: nothing here is protected\"");
        return EmulatorSettings.from(configuration);
    }
}
