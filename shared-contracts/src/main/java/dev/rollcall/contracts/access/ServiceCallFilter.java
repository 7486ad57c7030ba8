package dev.rollcall.contracts.access;

import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.Uuid7;
import dev.rollcall.contracts.problem.ProblemResponses;
import dev.rollcall.contracts.token.ServiceTokens;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.context.ServerRequestContext;

/**
 * Signs what our clients send to other services: a call to {@code @Client(id = "audit")} carries a
 * service token for {@code audit} and the id of the request it serves, or a new one for background
 * work.
 */
@ClientFilter(serviceId = {"webhook", "identity", "audit"})
@Requires(beans = ServiceTokens.Signer.class)
final class ServiceCallFilter {

    private final ServiceTokens.Signer signer;
    private final Uuid7 ids;

    ServiceCallFilter(ServiceTokens.Signer signer, Uuid7 ids) {
        this.signer = signer;
        this.ids = ids;
    }

    @RequestFilter
    void sign(MutableHttpRequest<?> request) {
        String audience = BasicHttpAttributes.getServiceId(request).orElseThrow();
        RequestId requestId =
                PropagatedContext.getOrEmpty()
                        .find(ServedRequest.class)
                        .map(ServedRequest::id)
                        .or(
                                () ->
                                        ServerRequestContext.<Object>currentRequest()
                                                .flatMap(ProblemResponses::requestId))
                        .orElseGet(() -> new RequestId(ids.next().toString()));
        request.bearerAuth(signer.sign(audience)).header(RequestId.HEADER, requestId.value());
    }
}
