package dev.rollcall.identity.change;

import io.micronaut.core.annotation.Introspected;

/**
 * Where the feed stands.
 *
 * @param numbered the greatest position given
 * @param compacted up to here what is replaced has been dropped
 * @param dropped up to here everything has been dropped for its age
 */
@Introspected
record FeedProgress(long numbered, long compacted, long dropped) {}
