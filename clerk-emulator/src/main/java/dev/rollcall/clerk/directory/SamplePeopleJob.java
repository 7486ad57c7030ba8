package dev.rollcall.clerk.directory;

import dev.rollcall.clerk.directory.Sessions.Beginning;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Change;
import dev.rollcall.clerk.state.ClerkState;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The first start's two people and their organization, made as one change like any other. */
@Singleton
final class SamplePeopleJob {

    private final ClerkState state;

    SamplePeopleJob(ClerkState state) {
        this.state = state;
    }

    @EventListener
    void onStart(StartupEvent event) {
        if (state.isNew()) {
            state.change(SamplePeopleJob::create);
        }
    }

    private static Document create(Change change) {
        String ada = person(change, "ada", "Ada", "Example-Lovelace", Map.of("role", "admin"));
        String grace = person(change, "grace", "Grace", "Example-Hopper", Map.of());
        Document works =
                Organizations.create(
                        change, Params.of(Document.of("name", "Example Works", "created_by", ada)));
        Memberships.create(
                change, works.id(), Params.of(Document.of("user_id", grace, "role", "org:member")));
        Sessions.create(change, ada, Beginning.ACTIVE, null, null);
        Sessions.create(change, grace, Beginning.ACTIVE, null, null);
        return works;
    }

    private static String person(
            Change change,
            String username,
            String firstName,
            String lastName,
            Map<String, String> publicMetadata) {
        Document params =
                Document.of(
                        "username", username,
                        "email_address", List.of(username + "@example.com"),
                        "first_name", firstName,
                        "last_name", lastName,
                        "public_metadata", publicMetadata);
        return Users.create(change, Params.of(params)).id();
    }
}
