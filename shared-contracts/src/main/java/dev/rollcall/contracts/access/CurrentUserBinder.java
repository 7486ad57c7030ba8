package dev.rollcall.contracts.access;

import dev.rollcall.contracts.token.AuthenticatedUser;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import jakarta.inject.Singleton;

/** Binds {@link CurrentUser} from the verified call. */
@Singleton
@Requires(beans = TrustConfiguration.class)
final class CurrentUserBinder
        implements AnnotatedRequestArgumentBinder<CurrentUser, AuthenticatedUser> {

    @Override
    public Class<CurrentUser> getAnnotationType() {
        return CurrentUser.class;
    }

    @Override
    public BindingResult<AuthenticatedUser> bind(
            ArgumentConversionContext<AuthenticatedUser> context, HttpRequest<?> source) {
        return () -> source.getUserPrincipal(Caller.class).flatMap(Caller::user);
    }
}
