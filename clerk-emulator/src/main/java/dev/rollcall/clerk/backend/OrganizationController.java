package dev.rollcall.clerk.backend;

import dev.rollcall.clerk.directory.Organizations;
import dev.rollcall.clerk.directory.Params;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Organizations at the Backend API. */
@Controller("/v1/organizations")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrganizationController {

    private static final Set<String> METADATA = Set.of("public_metadata", "private_metadata");

    private final ClerkState state;

    OrganizationController(ClerkState state) {
        this.state = state;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        Query query = new Query(request.getParameters());
        return JsonReply.ok(state.read(tables -> list(tables, query)));
    }

    @Post
    HttpResponse<byte[]> create(@Body @Nullable String body) {
        Params params = Params.of(body, Organizations.NEW_PARAMS);
        return JsonReply.ok(state.change(change -> Organizations.create(change, params)));
    }

    @Get("/{id}")
    HttpResponse<byte[]> get(String id) {
        return JsonReply.ok(
                state.read(tables -> Organizations.shown(tables, Organizations.get(tables, id))));
    }

    @Patch("/{id}")
    HttpResponse<byte[]> update(String id, @Body @Nullable String body) {
        Params params = Params.of(body, Organizations.PARAMS);
        return JsonReply.ok(state.change(change -> Organizations.update(change, id, params)));
    }

    @Patch("/{id}/metadata")
    HttpResponse<byte[]> mergeMetadata(String id, @Body @Nullable String body) {
        Params params = Params.of(body, METADATA);
        return JsonReply.ok(
                state.change(change -> Organizations.mergeMetadata(change, id, params)));
    }

    @Delete("/{id}")
    HttpResponse<byte[]> delete(String id) {
        return JsonReply.ok(state.change(change -> Organizations.delete(change, id)));
    }

    private static Document list(Tables tables, Query query) {
        Map<String, Comparator<Document>> orders =
                Map.of(
                        "created_at", Listing.byNumber(it -> it.number("created_at")),
                        "name", Listing.by(it -> it.textOrNull("name")),
                        "members_count", Listing.byNumber(it -> members(tables, it)));
        List<Document> selected =
                tables.all(Kind.ORGANIZATIONS).stream().filter(selection(tables, query)).toList();
        List<Document> ordered = Listing.ordered(selected, orders, query.first("order_by"));
        boolean counted = query.flag("include_members_count");
        List<Document> page =
                Listing.page(ordered, query.offset(), query.limit()).stream()
                        .map(it -> counted ? Organizations.shown(tables, it) : it)
                        .toList();
        return Listing.counted(page, ordered.size());
    }

    private static Predicate<Document> selection(Tables tables, Query query) {
        Predicate<String> byId = Listing.inList(query, "organization_id");
        Predicate<String> byMember = Listing.inList(query, "user_id");
        boolean anyMember = query.values("user_id").isEmpty();
        String part = query.first("query");
        return organization ->
                byId.test(organization.id())
                        && (anyMember || hasMember(tables, organization.id(), byMember))
                        && (part == null
                                || Listing.contains(organization.text("name"), part)
                                || Listing.contains(organization.textOrNull("slug"), part)
                                || organization.id().equals(part));
    }

    private static boolean hasMember(
            Tables tables, String organizationId, Predicate<String> wanted) {
        return tables.findBy(Kind.MEMBERSHIPS, "organization_id", organizationId).stream()
                .anyMatch(it -> wanted.test(it.text("user_id")));
    }

    private static long members(Tables tables, Document organization) {
        return tables.countBy(Kind.MEMBERSHIPS, "organization_id", organization.id());
    }
}
