package dev.rollcall.contracts.access;

import dev.rollcall.contracts.token.CallerTable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Lets a call through if {@link CallerTable} names it. Without a verified caller it has no opinion,
 * and micronaut-security refuses what nobody allowed; only health is left open by its own rule.
 */
@Singleton
@Requires(beans = TrustConfiguration.class)
final class CallerRule implements SecurityRule<HttpRequest<?>> {

    private final String self;

    CallerRule(TrustConfiguration trust) {
        this.self = trust.audience();
    }

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        return Publishers.just(
                request != null && authentication instanceof Caller caller
                        ? decide(request, caller)
                        : SecurityRuleResult.UNKNOWN);
    }

    private SecurityRuleResult decide(HttpRequest<?> request, Caller caller) {
        CallerTable.Verdict verdict =
                CallerTable.decide(
                        self,
                        request.getMethodName(),
                        request.getPath(),
                        caller.service(),
                        caller.user().isPresent());
        return switch (verdict) {
            case ALLOWED -> SecurityRuleResult.ALLOWED;
            case IDENTITY_MISSING, NOT_ALLOWED -> SecurityRuleResult.REJECTED;
        };
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
