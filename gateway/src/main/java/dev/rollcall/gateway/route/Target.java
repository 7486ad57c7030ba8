package dev.rollcall.gateway.route;

/** Who serves a route. */
public sealed interface Target {

    /** A controller of the gateway. */
    record Local() implements Target {}

    /**
     * A service behind it.
     *
     * @param identity whether the signed identity of the visitor goes along
     */
    record Upstream(String name, boolean identity) implements Target {}

    /**
     * Nobody any more.
     *
     * @param advice what to use instead
     */
    record Gone(String advice) implements Target {}
}
