package dev.rollcall.clerk.backend;

import dev.rollcall.clerk.directory.Memberships;
import dev.rollcall.clerk.directory.Organizations;
import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.ClerkState;
import dev.rollcall.clerk.state.Kind;
import dev.rollcall.clerk.state.Tables;
import dev.rollcall.clerk.wire.JsonReply;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Memberships at the Backend API: of an organization, of a user, and of the whole instance. */
@Controller("/v1")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MembershipController {

    private static final String OF_ORGANIZATION = "/organizations/{organization}/memberships";
    private static final String ONE = OF_ORGANIZATION + "/{user}";

    private final ClerkState state;

    MembershipController(ClerkState state) {
        this.state = state;
    }

    @Get("/organization_memberships")
    HttpResponse<byte[]> listAll(HttpRequest<?> request) {
        return list(request, tables -> tables.all(Kind.MEMBERSHIPS));
    }

    @Get("/users/{user}/organization_memberships")
    HttpResponse<byte[]> listOfUser(HttpRequest<?> request, String user) {
        return list(
                request,
                tables -> tables.findBy(Kind.MEMBERSHIPS, "user_id", Users.get(tables, user).id()));
    }

    @Get(OF_ORGANIZATION)
    HttpResponse<byte[]> listOfOrganization(HttpRequest<?> request, String organization) {
        return list(
                request,
                tables ->
                        tables.findBy(
                                Kind.MEMBERSHIPS,
                                "organization_id",
                                Organizations.get(tables, organization).id()));
    }

    @Post(OF_ORGANIZATION)
    HttpResponse<byte[]> create(String organization, @Body @Nullable String body) {
        Params params = Params.of(body, Memberships.NEW_PARAMS);
        return JsonReply.ok(
                state.change(change -> Memberships.create(change, organization, params)));
    }

    @Patch(ONE)
    HttpResponse<byte[]> updateRole(String organization, String user, @Body @Nullable String body) {
        Params params = Params.of(body, Set.of("role"));
        return JsonReply.ok(
                state.change(change -> Memberships.updateRole(change, organization, user, params)));
    }

    @Patch(ONE + "/metadata")
    HttpResponse<byte[]> mergeMetadata(
            String organization, String user, @Body @Nullable String body) {
        Params params = Params.of(body, Set.of("public_metadata", "private_metadata"));
        return JsonReply.ok(
                state.change(
                        change -> Memberships.mergeMetadata(change, organization, user, params)));
    }

    @Delete(ONE)
    HttpResponse<byte[]> delete(String organization, String user) {
        return JsonReply.ok(state.change(change -> Memberships.delete(change, organization, user)));
    }

    private HttpResponse<byte[]> list(
            HttpRequest<?> request, Function<Tables, Collection<Document>> memberships) {
        Query query = new Query(request.getParameters());
        return JsonReply.ok(
                state.read(
                        tables ->
                                MembershipListing.page(tables, memberships.apply(tables), query)));
    }
}
