package dev.rollcall.gateway.proxy;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import jakarta.inject.Singleton;

/**
 * The clock of upstream timeouts: right to a tenth of a second, and nearly free to set and unset.
 */
@Factory
final class ProxyFactory {

    @Singleton
    @Bean(preDestroy = "stop")
    Timer timer() {
        return new HashedWheelTimer(new DefaultThreadFactory("upstream-timeouts", true));
    }
}
