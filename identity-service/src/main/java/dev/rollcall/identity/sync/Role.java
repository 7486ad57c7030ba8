package dev.rollcall.identity.sync;

import java.util.Map;

/**
 * Which of two application roles allows more. Only {@code admin} and {@code compliance} open doors;
 * every other name is a member's. Pure.
 */
final class Role {

    private static final Map<String, Integer> RANKS = Map.of("admin", 2, "compliance", 1);

    private Role() {}

    /** Below zero if {@code claimed} allows less than {@code mirrored}, above if more. */
    static int compare(String claimed, String mirrored) {
        return Integer.compare(rank(claimed), rank(mirrored));
    }

    private static int rank(String role) {
        return RANKS.getOrDefault(role, 0);
    }
}
