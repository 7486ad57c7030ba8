package dev.rollcall.clerk.backend;

import dev.rollcall.clerk.directory.Params;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Change;
import dev.rollcall.clerk.state.ClerkState;
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
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Users at the Backend API, version 2026-05-12; older versions also take metadata in an update. */
@Controller("/v1/users")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UserController {

    private static final Set<String> METADATA =
            Set.of("public_metadata", "private_metadata", "unsafe_metadata");
    private static final Set<String> PARAMS =
            Set.of(
                    "external_id",
                    "first_name",
                    "last_name",
                    "locale",
                    "primary_email_address_id",
                    "notify_primary_email_address_changed",
                    "primary_phone_number_id",
                    "primary_web3_wallet_id",
                    "username",
                    "profile_image_id",
                    "password",
                    "password_digest",
                    "password_hasher",
                    "skip_password_checks",
                    "sign_out_of_other_sessions",
                    "totp_secret",
                    "backup_codes",
                    "delete_self_enabled",
                    "create_organization_enabled",
                    "legal_accepted_at",
                    "skip_legal_checks",
                    "create_organizations_limit",
                    "created_at",
                    "bypass_client_trust");
    private static final String METADATA_MOVED_IN = "2026-05-12";

    private final ClerkState state;

    UserController(ClerkState state) {
        this.state = state;
    }

    @Get
    HttpResponse<byte[]> list(HttpRequest<?> request) {
        Query query = new Query(request.getParameters());
        return JsonReply.ok(state.read(tables -> UserListing.page(tables, query)));
    }

    @Get("/count")
    HttpResponse<byte[]> count(HttpRequest<?> request) {
        Query query = new Query(request.getParameters());
        long total = state.read(tables -> UserListing.count(tables, query));
        return JsonReply.ok(Document.of("object", "total_count", "total_count", total));
    }

    @Post
    HttpResponse<byte[]> create(@Body @Nullable String body) {
        Params params = Params.of(body, Users.NEW_PARAMS);
        return JsonReply.ok(state.change(change -> Users.create(change, params)));
    }

    @Get("/{id}")
    HttpResponse<byte[]> get(String id) {
        return JsonReply.ok(state.read(tables -> Users.get(tables, id)));
    }

    @Patch("/{id}")
    HttpResponse<byte[]> update(HttpRequest<?> request, String id, @Body @Nullable String body) {
        Set<String> allowed = new HashSet<>(PARAMS);
        String version = request.getHeaders().get(BackendFilter.VERSION_HEADER);
        if (version == null || version.compareTo(METADATA_MOVED_IN) < 0) {
            allowed.addAll(METADATA);
        }
        Params params = Params.of(body, allowed);
        return JsonReply.ok(state.change(change -> Users.update(change, id, params)));
    }

    @Patch("/{id}/metadata")
    HttpResponse<byte[]> mergeMetadata(String id, @Body @Nullable String body) {
        Params params = Params.of(body, METADATA);
        return JsonReply.ok(state.change(change -> Users.mergeMetadata(change, id, params)));
    }

    @Put("/{id}/metadata")
    HttpResponse<byte[]> replaceMetadata(String id, @Body @Nullable String body) {
        Params params = Params.of(body, METADATA);
        return JsonReply.ok(state.change(change -> Users.replaceMetadata(change, id, params)));
    }

    @Delete("/{id}")
    HttpResponse<byte[]> delete(String id) {
        return changed(id, Users::delete);
    }

    @Post("/{id}/ban")
    HttpResponse<byte[]> ban(String id) {
        return changed(id, Users::ban);
    }

    @Post("/{id}/unban")
    HttpResponse<byte[]> unban(String id) {
        return changed(id, Users::unban);
    }

    @Post("/{id}/lock")
    HttpResponse<byte[]> lock(String id) {
        return changed(id, Users::lock);
    }

    @Post("/{id}/unlock")
    HttpResponse<byte[]> unlock(String id) {
        return changed(id, Users::unlock);
    }

    private HttpResponse<byte[]> changed(String id, BiFunction<Change, String, Document> action) {
        return JsonReply.ok(state.change(change -> action.apply(change, id)));
    }
}
