package dev.rollcall.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.acceptance.PublicDescriptions.Operation;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.testing.GatewayRoute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/openapi} describes is what the gateway's route table opens: every operation has
 * a route, and every method of a route, pages and what is gone too, has an operation.
 */
class PublicRoutesTest {

    @Test
    void everyOperationHasARoute() throws IOException {
        List<GatewayRoute> routes = GatewayRoute.list();

        List<Operation> lost =
                PublicDescriptions.operations().stream()
                        .filter(
                                it ->
                                        routes.stream()
                                                .noneMatch(
                                                        route ->
                                                                route.leadsTo(
                                                                        it.service(),
                                                                        it.method(),
                                                                        it.path())))
                        .toList();

        assertEquals(List.of(), lost);
    }

    @Test
    void everyMethodOfEveryRouteHasAnOperation() throws IOException {
        List<Operation> operations = PublicDescriptions.operations();

        List<String> undescribed = new ArrayList<>();
        for (GatewayRoute route : GatewayRoute.list()) {
            for (String method : route.methods()) {
                if (operations.stream()
                        .filter(it -> it.method().equals(method))
                        .noneMatch(it -> route.leadsTo(it.service(), method, it.path()))) {
                    undescribed.add(method + ' ' + route.path() + " of " + route.name());
                }
            }
        }

        assertEquals(List.of(), undescribed);
    }

    @Test
    void theGatewayMayCallEveryOperationWithAnIdentity() throws IOException {
        List<Operation> refused =
                PublicDescriptions.operations().stream()
                        .filter(it -> !it.service().equals(GatewayRoute.GATEWAY))
                        .filter(
                                it ->
                                        CallerTable.decide(
                                                        it.service(),
                                                        it.method(),
                                                        it.path().replace("{id}", "x"),
                                                        ServiceName.GATEWAY,
                                                        true)
                                                != CallerTable.Verdict.ALLOWED)
                        .toList();

        assertEquals(List.of(), refused);
    }
}
