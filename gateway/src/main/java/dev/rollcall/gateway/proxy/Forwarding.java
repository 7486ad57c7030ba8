package dev.rollcall.gateway.proxy;

import dev.rollcall.gateway.access.Denials;
import dev.rollcall.gateway.hygiene.ClientAddresses;
import dev.rollcall.gateway.hygiene.ProblemAnswers;
import jakarta.inject.Singleton;

/** What every exchange needs. */
@Singleton
record Forwarding(
        UpstreamLoad load,
        UpstreamMetrics metrics,
        BodyBudget budget,
        ClientAddresses addresses,
        OutboundHeaders headers,
        Denials denials,
        ProblemAnswers problems) {}
