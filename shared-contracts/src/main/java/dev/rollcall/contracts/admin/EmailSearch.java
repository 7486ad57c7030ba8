package dev.rollcall.contracts.admin;

import dev.rollcall.contracts.personal.EmailAddress;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;

/**
 * Asks who has exactly this e-mail address. Letters A to Z match in either case; everything else is
 * compared as it stands, in Unicode's form NFC.
 */
@Serdeable
public record EmailSearch(EmailAddress email) {

    public EmailSearch {
        Objects.requireNonNull(email); // the mapper would leave it out
    }
}
