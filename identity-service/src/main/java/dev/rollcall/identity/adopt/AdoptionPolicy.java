package dev.rollcall.identity.adopt;

import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.identity.user.UserFacts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which imported row belongs to a person who arrives: the only one with the external id that an
 * administrator set at Clerk, else the only one with the e-mail address, verified on both sides. An
 * address that nobody verified proves nothing, and two that fit are none. Pure.
 */
final class AdoptionPolicy {

    private AdoptionPolicy() {}

    static Optional<UUID> choose(UserFacts arriving, List<LocalPerson> local) {
        String externalId = arriving.externalId();
        if (externalId != null) {
            Optional<UUID> byId = only(local, row -> externalId.equals(row.externalId()));
            if (byId.isPresent()) {
                return byId;
            }
        }
        EmailAddress email = arriving.email();
        if (email == null || !arriving.emailVerified()) {
            return Optional.empty();
        }
        String address = normal(email.value());
        return only(
                local,
                row ->
                        row.emailVerified()
                                && row.email() != null
                                && address.equals(normal(row.email())));
    }

    /** As PostgreSQL's {@code lower} has it for what an address consists of. */
    static String normal(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    private static Optional<UUID> only(List<LocalPerson> local, Predicate<LocalPerson> fits) {
        List<UUID> fitting = local.stream().filter(fits).map(LocalPerson::id).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}
