package dev.rollcall.contracts.access;

import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.ServiceName;
import io.micronaut.security.authentication.Authentication;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verified call as micronaut-security carries it: the calling service and, if sent, the person.
 */
public final class Caller implements Authentication {

    private static final long serialVersionUID = 1L;

    private final ServiceName service;
    private final transient @Nullable AuthenticatedUser user;

    Caller(ServiceName service, @Nullable AuthenticatedUser user) {
        this.service = service;
        this.user = user;
    }

    public ServiceName service() {
        return service;
    }

    public Optional<AuthenticatedUser> user() {
        return Optional.ofNullable(user);
    }

    @Override
    public String getName() {
        return service.wire();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }
}
