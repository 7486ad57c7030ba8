package dev.rollcall.contracts.access;

import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceToken;
import io.micronaut.security.authentication.Authentication;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verified call as micronaut-security carries it: the calling service and, if sent, the person.
 */
public final class Caller implements Authentication {

    private static final long serialVersionUID = 1L;

    private final transient ServiceToken token;
    private final transient @Nullable AuthenticatedUser user;

    Caller(ServiceToken token, @Nullable AuthenticatedUser user) {
        this.token = token;
        this.user = user;
    }

    public ServiceName service() {
        return token.caller();
    }

    public Optional<AuthenticatedUser> user() {
        return Optional.ofNullable(user);
    }

    @Override
    public String getName() {
        return token.caller().wire();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }
}
