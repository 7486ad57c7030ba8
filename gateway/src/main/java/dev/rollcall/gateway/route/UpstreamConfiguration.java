package dev.rollcall.gateway.route;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;

/**
 * {@code rollcall.upstreams.<name>}: a service behind the gateway.
 *
 * @param name the audience of what is signed for it
 * @param url scheme, host and port; a path is not allowed
 */
@EachProperty("rollcall.upstreams")
record UpstreamConfiguration(@Parameter String name, String url) {}
