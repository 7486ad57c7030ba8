package dev.rollcall.gateway.hygiene;

/**
 * What the edge tells whoever is behind it: the last answer of this connection has been given, and
 * a request that came behind it is not served (RFC 9112 §9.6).
 */
public enum Farewell {
    SAID
}
