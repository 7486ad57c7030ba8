package dev.rollcall.clerk.control;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Change;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.state.Ids;
import dev.rollcall.clerk.wire.JsonReply;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes many people at once, as an import does: one change, one {@code user.created} each. */
@Controller("/emulator/burst")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BurstController {

    private static final long MOST_USERS = 5000;

    private final ClerkState state;

    BurstController(ClerkState state) {
        this.state = state;
    }

    /** {@code users} of them, from 1 to 5000: 201 with {@code userIds}, all in the state. */
    @Post
    HttpResponse<byte[]> burst(@Body @Nullable String body) {
        long users = Params.of(body, Set.of("users")).number("users", 1, MOST_USERS, 0);
        if (users == 0) {
            throw ClerkFault.invalid("users", "an integer from 1 to " + MOST_USERS);
        }
        List<String> userIds = state.change(change -> create(change, users));
        return JsonReply.of(HttpStatus.CREATED, Document.of("userIds", userIds));
    }

    private static List<String> create(Change change, long users) {
        String name = Ids.next("burst-").toLowerCase(Locale.ROOT);
        List<String> userIds = new ArrayList<>();
        for (long number = 1; number <= users; number++) {
            Document user =
                    Document.of(
                            "email_address",
                            List.of(name + '-' + number + "@example.com"),
                            "first_name",
                            "Burst",
                            "last_name",
                            "Person " + number);
            userIds.add(Users.create(change, Params.of(user)).id());
        }
        return userIds;
    }
}
