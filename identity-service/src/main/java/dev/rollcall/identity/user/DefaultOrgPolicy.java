package dev.rollcall.identity.user;

import dev.rollcall.contracts.start.SettingsException;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Set;

/**
 * What a new person gets.
 *
 * @param org {@code personal}: an organisation of their own; {@code none}
 * @param role the application role of whoever has none at Clerk
 */
@ConfigurationProperties("rollcall.defaults")
public record DefaultOrgPolicy(String org, String role) {

    private static final String PERSONAL = "personal";

    public DefaultOrgPolicy {
        if (!Set.of(PERSONAL, "none").contains(org)) {
            throw new SettingsException("ROLLCALL_DEFAULT_ORG is personal or none");
        }
        if (role.isBlank()) {
            throw new SettingsException("ROLLCALL_DEFAULT_ROLE is empty");
        }
    }

    /** Whether a new person gets an organisation of their own. */
    public boolean isPersonal() {
        return org.equals(PERSONAL);
    }
}
