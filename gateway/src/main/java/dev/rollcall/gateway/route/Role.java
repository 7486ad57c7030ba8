package dev.rollcall.gateway.route;

import java.util.Locale;
import java.util.Optional;

/** Application roles a route can ask for; any other role is a plain member's. */
public enum Role {
    COMPLIANCE,
    ADMIN;

    public static Optional<Role> ofWire(String text) {
        for (Role role : values()) {
            if (role.wire().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** The name in configuration, in the mirror and in claims. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody with this effective role passes: an admin also acts for compliance. */
    public boolean isSatisfiedBy(String effectiveRole) {
        return ofWire(effectiveRole).filter(role -> role == this || role == ADMIN).isPresent();
    }
}
