package dev.rollcall.bench;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/** Where the load comes from. Used by one thread. */
interface Requests {

    /** A whole HTTP request, unlike all before it. */
    ByteBuffer next() throws GeneralSecurityException;

    /** How many events each carries. */
    int eventsEach();
}
