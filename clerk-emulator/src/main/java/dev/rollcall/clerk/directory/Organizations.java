package dev.rollcall.clerk.directory;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Change;
import dev.rollcall.clerk.state.Ids;
import dev.rollcall.clerk.state.Kind;
import dev.rollcall.clerk.state.Tables;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to organizations, each with its event. The creator becomes the first member;
 * deleting takes the memberships along and clears the sessions' active organization, without events
 * of their own. Stateless.
 */
public final class Organizations {

    public static final Set<String> NEW_PARAMS =
            Set.of(
                    "name",
                    "created_by",
                    "private_metadata",
                    "public_metadata",
                    "slug",
                    "max_allowed_memberships",
                    "created_at",
                    "role_set_key");
    public static final Set<String> PARAMS =
            Set.of(
                    "name",
                    "slug",
                    "max_allowed_memberships",
                    "admin_delete_enabled",
                    "created_at",
                    "role_set_key",
                    "public_metadata",
                    "private_metadata");

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NOT_IN_SLUGS = Pattern.compile("[^a-z0-9]+");

    private Organizations() {}

    /** By id or slug. */
    public static Document get(Tables tables, String idOrSlug) {
        return tables.find(Kind.ORGANIZATIONS, idOrSlug)
                .or(() -> tables.findBy(Kind.ORGANIZATIONS, "slug", idOrSlug).stream().findFirst())
                .orElseThrow(() -> ClerkFault.notFound("organization"));
    }

    /** As the events and the single requests show it. */
    public static Document shown(Tables tables, Document organization) {
        return organization.with(
                "members_count",
                (long) tables.countBy(Kind.MEMBERSHIPS, "organization_id", organization.id()));
    }

    public static Document create(Change change, Params params) {
        if (change.tables().isFull(Kind.ORGANIZATIONS)) {
            throw ClerkFault.full("organizations");
        }
        String name = params.text("name");
        String creator = params.textOrNull("created_by");
        if (creator != null) {
            Users.get(change.tables(), creator);
        }
        String id = Ids.next("org_");
        String given = params.matching("slug", SLUG, "of lower-case letters, digits and hyphens");
        String slug = given == null ? freeSlug(change.tables(), name) : given;
        Document blank = blank(id, change, name, slug, creator);
        Document organization =
                Metadata.replace(settings(blank, params), params, Metadata.ORGANIZATION_FIELDS);
        requireFree(change.tables(), organization);
        change.put(Kind.ORGANIZATIONS, organization);
        if (creator != null) {
            Document first =
                    Memberships.put(change, id, creator, "org:admin", Params.of(Document.of()));
            change.emit("organization.created", shown(change.tables(), organization), null);
            Memberships.emit(change, "created", first);
        } else {
            change.emit("organization.created", shown(change.tables(), organization), null);
        }
        return shown(change.tables(), organization);
    }

    private static Document blank(
            String id, Change change, String name, String slug, @Nullable String creator) {
        return Document.of(
                "id",
                id,
                "object",
                "organization",
                "name",
                name,
                "slug",
                slug,
                "image_url",
                UserTemplate.imageUrl(change.instanceId(), id),
                "has_image",
                false,
                "pending_invitations_count",
                0L,
                "missing_member_with_elevated_permissions",
                false,
                "max_allowed_memberships",
                0L,
                "admin_delete_enabled",
                true,
                "public_metadata",
                Map.of(),
                "private_metadata",
                Map.of(),
                "created_by",
                creator,
                "role_set_key",
                "role_set:default",
                "last_active_at",
                change.now(),
                "created_at",
                change.now(),
                "updated_at",
                change.now());
    }

    public static Document update(Change change, String id, Params params) {
        Document organization = get(change.tables(), id);
        Document next = settings(organization, params);
        if (params.has("name")) {
            next = next.with("name", params.text("name"));
        }
        if (params.has("slug")) {
            String slug =
                    params.matching("slug", SLUG, "of lower-case letters, digits and hyphens");
            next = next.with("slug", slug == null ? organization.text("slug") : slug);
        }
        next = Metadata.replace(next, params, Metadata.ORGANIZATION_FIELDS);
        requireFree(change.tables(), next);
        return changed(change, next);
    }

    public static Document mergeMetadata(Change change, String id, Params params) {
        Document organization = get(change.tables(), id);
        return changed(change, Metadata.merge(organization, params, Metadata.ORGANIZATION_FIELDS));
    }

    public static Document delete(Change change, String idOrSlug) {
        Document organization = get(change.tables(), idOrSlug);
        String id = organization.id();
        for (Document membership :
                change.tables().findBy(Kind.MEMBERSHIPS, "organization_id", id)) {
            change.remove(Kind.MEMBERSHIPS, membership.id());
            Sessions.clearOrganization(change, membership.text("user_id"), id);
        }
        change.remove(Kind.ORGANIZATIONS, id);
        Document deleted =
                Document.of(
                        "id",
                        id,
                        "object",
                        "organization",
                        "slug",
                        organization.textOrNull("slug"),
                        "deleted",
                        true);
        change.emit("organization.deleted", deleted, null);
        return deleted;
    }

    private static Document settings(Document organization, Params params) {
        return organization
                .with(
                        "max_allowed_memberships",
                        params.number(
                                "max_allowed_memberships",
                                0,
                                1_000_000,
                                organization.number("max_allowed_memberships")))
                .with(
                        "admin_delete_enabled",
                        params.flag(
                                "admin_delete_enabled", organization.flag("admin_delete_enabled")));
    }

    private static Document changed(Change change, Document next) {
        Document organization = change.update(Kind.ORGANIZATIONS, next);
        Document shown = shown(change.tables(), organization);
        change.emit("organization.updated", shown, null);
        return shown;
    }

    private static String freeSlug(Tables tables, String name) {
        String base = NOT_IN_SLUGS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        String slug = base.replaceAll("^-|-$", "");
        if (slug.isEmpty()) {
            slug = "organization";
        }
        String free = slug;
        for (long n = 2; tables.countBy(Kind.ORGANIZATIONS, "slug", free) > 0; n++) {
            free = slug + '-' + n;
        }
        return free;
    }

    private static void requireFree(Tables tables, Document organization) {
        List<Document> same = tables.findBy(Kind.ORGANIZATIONS, "slug", organization.text("slug"));
        if (same.stream().anyMatch(other -> !other.id().equals(organization.id()))) {
            throw ClerkFault.taken("slug");
        }
    }
}
