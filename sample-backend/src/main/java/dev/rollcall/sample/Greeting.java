package dev.rollcall.sample;

import dev.rollcall.contracts.token.AuthenticatedUser;
import io.micronaut.serde.annotation.Serdeable;

/** A line for the person who asked, and who that is. */
@Serdeable
record Greeting(String greeting, AuthenticatedUser user) {

    /** By first name, else by user name, else to nobody in particular. */
    static Greeting to(AuthenticatedUser user) {
        if (user.firstName() != null) {
            return new Greeting("Hello, " + user.firstName().value() + '!', user);
        }
        if (user.username() != null) {
            return new Greeting("Hello, " + user.username().value() + '!', user);
        }
        return new Greeting("Hello!", user);
    }
}
