package dev.rollcall.contracts.start;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.exceptions.ApplicationStartupException;

/**
 * Micronaut's launcher, but a start that fails is thrown to us; its own ends the process mutely.
 */
final class ThrowingMicronaut extends Micronaut {

    @Override
    protected void handleStartupException(Environment environment, Throwable failed) {
        throw new ApplicationStartupException("the context did not start", failed);
    }
}
