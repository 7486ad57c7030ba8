package dev.rollcall.contracts.access;

import dev.rollcall.contracts.id.RequestId;
import io.micronaut.core.propagation.PropagatedContextElement;

/** Whose request work belongs to, where the framework's own request is not at hand. */
public record ServedRequest(RequestId id) implements PropagatedContextElement {}
