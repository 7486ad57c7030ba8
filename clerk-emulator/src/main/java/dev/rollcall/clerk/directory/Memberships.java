package dev.rollcall.clerk.directory;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Change;
import dev.rollcall.clerk.state.Ids;
import dev.rollcall.clerk.state.Kind;
import dev.rollcall.clerk.state.Tables;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to memberships, each with its event, which carries the whole membership.
 * Stateless.
 */
public final class Memberships {

    public static final Set<String> NEW_PARAMS =
            Set.of("user_id", "role", "public_metadata", "private_metadata");

    private static final Pattern ROLE = Pattern.compile("org:[a-z0-9_]{1,60}");
    private static final List<String> ADMIN_PERMISSIONS =
            List.of(
                    "org:sys_profile:manage",
                    "org:sys_profile:delete",
                    "org:sys_memberships:read",
                    "org:sys_memberships:manage",
                    "org:sys_domains:read",
                    "org:sys_domains:manage");
    private static final List<String> MEMBER_PERMISSIONS = List.of("org:sys_memberships:read");

    private Memberships() {}

    public static Optional<Document> find(Tables tables, String organizationId, String userId) {
        return tables.findBy(Kind.MEMBERSHIPS, "user_id", userId).stream()
                .filter(it -> it.text("organization_id").equals(organizationId))
                .findFirst();
    }

    /** As Clerk shows it: with the organization and the member's public data inside. */
    public static Document shown(Tables tables, Document membership) {
        Document organization = Organizations.get(tables, membership.text("organization_id"));
        Document user = Users.get(tables, membership.text("user_id"));
        return membership
                .without("organization_id", "user_id")
                .with("organization", Organizations.shown(tables, organization))
                .with("public_user_data", publicData(user));
    }

    public static Document create(Change change, String organization, Params params) {
        if (change.tables().isFull(Kind.MEMBERSHIPS)) {
            throw ClerkFault.full("organization_memberships");
        }
        String organizationId = Organizations.get(change.tables(), organization).id();
        String userId = Users.get(change.tables(), params.text("user_id")).id();
        String role = role(params);
        if (find(change.tables(), organizationId, userId).isPresent()) {
            throw new ClerkFault(
                    400,
                    "already_a_member_in_organization",
                    "already a member",
                    "The user is already a member of the organization.");
        }
        Document membership = put(change, organizationId, userId, role, params);
        return emit(change, "created", membership);
    }

    public static Document updateRole(
            Change change, String organization, String userId, Params params) {
        Document membership = get(change.tables(), organization, userId);
        return emit(
                change,
                "updated",
                change.update(Kind.MEMBERSHIPS, membership.with(ofRole(role(params)).fields())));
    }

    public static Document mergeMetadata(
            Change change, String organization, String userId, Params params) {
        Document membership = get(change.tables(), organization, userId);
        Document next = Metadata.merge(membership, params, Metadata.ORGANIZATION_FIELDS);
        return emit(change, "updated", change.update(Kind.MEMBERSHIPS, next));
    }

    public static Document delete(Change change, String organization, String userId) {
        Document membership = get(change.tables(), organization, userId);
        Document shown = shown(change.tables(), membership);
        change.remove(Kind.MEMBERSHIPS, membership.id());
        Sessions.clearOrganization(change, userId, membership.text("organization_id"));
        change.emit("organizationMembership.deleted", shown, userId);
        return shown;
    }

    static Document put(
            Change change, String organizationId, String userId, String role, Params params) {
        Document blank =
                Document.of(
                                "id", Ids.next("orgmem_"),
                                "object", "organization_membership",
                                "organization_id", organizationId,
                                "user_id", userId,
                                "public_metadata", Map.of(),
                                "private_metadata", Map.of(),
                                "created_at", change.now(),
                                "updated_at", change.now())
                        .with(ofRole(role).fields());
        Document membership = Metadata.replace(blank, params, Metadata.ORGANIZATION_FIELDS);
        change.put(Kind.MEMBERSHIPS, membership);
        return membership;
    }

    static Document emit(Change change, String what, Document membership) {
        Document shown = shown(change.tables(), membership);
        change.emit("organizationMembership." + what, shown, membership.text("user_id"));
        return shown;
    }

    private static Document get(Tables tables, String organization, String userId) {
        String organizationId = Organizations.get(tables, organization).id();
        return find(tables, organizationId, userId)
                .orElseThrow(() -> ClerkFault.notFound("organization membership"));
    }

    private static String role(Params params) {
        params.text("role");
        String role = params.matching("role", ROLE, "a role such as org:member");
        return role == null ? "" : role;
    }

    private static Document ofRole(String role) {
        String plain = role.substring("org:".length()).replace('_', ' ');
        List<String> permissions =
                switch (role) {
                    case "org:admin" -> ADMIN_PERMISSIONS;
                    case "org:member" -> MEMBER_PERMISSIONS;
                    default -> List.of();
                };
        return Document.of(
                "role", role,
                "role_name", plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1),
                "permissions", permissions);
    }

    private static Document publicData(Document user) {
        return Document.of(
                "user_id", user.id(),
                "first_name", user.textOrNull("first_name"),
                "last_name", user.textOrNull("last_name"),
                "username", user.textOrNull("username"),
                "identifier", identifier(user),
                "image_url", user.textOrNull("image_url"),
                "profile_image_url", UserTemplate.AVATAR,
                "has_image", user.flag("has_image"),
                "banned", user.flag("banned"),
                "deprovisioned", user.flag("deprovisioned"));
    }

    private static @Nullable String identifier(Document user) {
        String email = Users.primaryEmail(user);
        return email == null ? user.textOrNull("username") : email;
    }
}
