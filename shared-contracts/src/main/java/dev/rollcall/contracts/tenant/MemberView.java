package dev.rollcall.contracts.tenant;

import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of an organisation as another member sees them.
 *
 * @param email told to administrators of the organisation only
 * @param role in the organisation, normalised without {@code org:}
 */
@Serdeable
public record MemberView(
        UserId id,
        @Nullable PersonName firstName,
        @Nullable PersonName lastName,
        @Nullable PersonName username,
        @Nullable PersonalUrl imageUrl,
        @Nullable EmailAddress email,
        String role) {

    /** A page; {@code next} is the cursor of the following one, null on the last. */
    @Serdeable
    public record Page(List<MemberView> members, @Nullable String next) {

        public Page {
            members = List.copyOf(members);
        }
    }
}
