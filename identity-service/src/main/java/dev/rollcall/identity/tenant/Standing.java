package dev.rollcall.identity.tenant;

import org.jspecify.annotations.Nullable;

/**
 * How the mirror sees the person who asks.
 *
 * @param isPresent neither deleted nor banned nor absent at Clerk
 * @param role in the organisation asked about; null if they do not belong to it
 */
record Standing(boolean isPresent, @Nullable String role) {}
