package dev.rollcall.clerk.directory;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Change;
import dev.rollcall.clerk.state.Ids;
import dev.rollcall.clerk.state.Kind;
import dev.rollcall.clerk.state.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to users, each with its event. Banning revokes sessions; deleting takes sessions
 * and memberships along without events of their own, as nothing promises any. Stateless.
 */
public final class Users {

    public static final Set<String> NEW_PARAMS =
            Set.of(
                    "external_id",
                    "first_name",
                    "last_name",
                    "locale",
                    "email_address",
                    "email_address_identification_status",
                    "phone_number",
                    "phone_number_identification_status",
                    "web3_wallet",
                    "username",
                    "password",
                    "password_digest",
                    "password_hasher",
                    "skip_password_checks",
                    "skip_password_requirement",
                    "totp_secret",
                    "backup_codes",
                    "public_metadata",
                    "private_metadata",
                    "unsafe_metadata",
                    "delete_self_enabled",
                    "legal_accepted_at",
                    "skip_legal_checks",
                    "skip_user_requirement",
                    "create_organization_enabled",
                    "create_organizations_limit",
                    "created_at",
                    "bypass_client_trust",
                    "banned",
                    "locked");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]+");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Users() {}

    public static Document get(Tables tables, String id) {
        return tables.find(Kind.USERS, id).orElseThrow(() -> ClerkFault.notFound("user"));
    }

    /** By id, username or e-mail address. */
    public static Optional<Document> findByAnyName(Tables tables, String name) {
        return tables.find(Kind.USERS, name)
                .or(() -> first(tables, "username", name))
                .or(() -> first(tables, "email_address", name.toLowerCase(Locale.ROOT)));
    }

    private static Optional<Document> first(Tables tables, String key, String value) {
        return tables.findBy(Kind.USERS, key, value).stream().findFirst();
    }

    /** The address with the primary id, as Clerk's documentation asks to look it up. */
    public static @Nullable String primaryEmail(Document user) {
        String id = user.textOrNull("primary_email_address_id");
        return user.objects("email_addresses").stream()
                .filter(it -> it.id().equals(id))
                .map(it -> it.text("email_address"))
                .findFirst()
                .orElse(null);
    }

    /**
     * The values of a user's contacts of one kind: {@code email_address} or {@code phone_number}.
     */
    public static List<String> contacts(Document user, String kind) {
        List<String> values = new ArrayList<>();
        String list = kind.equals("email_address") ? "email_addresses" : "phone_numbers";
        for (Document contact : user.objects(list)) {
            values.add(contact.text(kind));
        }
        return values;
    }

    public static Document create(Change change, Params params) {
        if (change.tables().isFull(Kind.USERS)) {
            throw ClerkFault.full("users");
        }
        List<Document> emails = newContacts(params, "email_address", EMAIL, change.now());
        List<Document> phones = newContacts(params, "phone_number", PHONE, change.now());
        if (emails.isEmpty()
                && phones.isEmpty()
                && params.textOrNull("username") == null
                && !params.flag("skip_user_requirement", false)) {
            throw new ClerkFault(
                    422,
                    "form_data_missing",
                    "missing data",
                    "A user needs an email_address, a phone_number or a username.");
        }
        Document blank =
                UserTemplate.user(Ids.next("user_"), change.instanceId(), change.now())
                        .with("banned", params.flag("banned", false))
                        .with("locked", params.flag("locked", false))
                        .with("email_addresses", emails)
                        .with("phone_numbers", phones)
                        .with("primary_email_address_id", firstId(emails))
                        .with("primary_phone_number_id", firstId(phones));
        Document profiled = profile(blank, params, change);
        Document user = Metadata.replace(profiled, params, Metadata.USER_FIELDS);
        requireFree(change.tables(), user);
        change.put(Kind.USERS, user);
        change.emit("user.created", user, user.id());
        return user;
    }

    public static Document update(Change change, String id, Params params) {
        Document user = get(change.tables(), id);
        Document next = profile(user, params, change);
        for (String name : List.of("primary_email_address_id", "primary_phone_number_id")) {
            if (params.has(name)) {
                next = next.with(name, owned(user, name, params.text(name)));
            }
        }
        next = Metadata.replace(next, params, Metadata.USER_FIELDS);
        requireFree(change.tables(), next);
        return changed(change, next);
    }

    public static Document mergeMetadata(Change change, String id, Params params) {
        Document user = get(change.tables(), id);
        return changed(change, Metadata.merge(user, params, Metadata.USER_FIELDS));
    }

    public static Document replaceMetadata(Change change, String id, Params params) {
        Document user = get(change.tables(), id);
        return changed(change, Metadata.replace(user, params, Metadata.USER_FIELDS));
    }

    public static Document ban(Change change, String id) {
        Document banned = changed(change, get(change.tables(), id).with("banned", true));
        Sessions.revokeAll(change, id);
        return banned;
    }

    public static Document unban(Change change, String id) {
        return changed(change, get(change.tables(), id).with("banned", false));
    }

    public static Document lock(Change change, String id) {
        Document user = get(change.tables(), id);
        return changed(change, user.with("locked", true).with("lockout_expires_in_seconds", 3600L));
    }

    public static Document unlock(Change change, String id) {
        Document user = get(change.tables(), id);
        return changed(change, user.with("locked", false).with("lockout_expires_in_seconds", null));
    }

    public static Document delete(Change change, String id) {
        Document user = get(change.tables(), id);
        for (Kind kind : List.of(Kind.SESSIONS, Kind.MEMBERSHIPS)) {
            for (Document row : change.tables().findBy(kind, "user_id", id)) {
                change.remove(kind, row.id());
            }
        }
        change.remove(Kind.USERS, id);
        Document deleted = Document.of("id", id, "object", "user", "deleted", true);
        String externalId = user.textOrNull("external_id");
        Document told = externalId == null ? deleted : deleted.with("external_id", externalId);
        change.emit("user.deleted", told, id);
        return told;
    }

    private static Document changed(Change change, Document next) {
        Document user = change.update(Kind.USERS, next);
        change.emit("user.updated", user, user.id());
        return user;
    }

    private static Document profile(Document user, Params params, Change change) {
        Document next = user;
        for (String name : List.of("first_name", "last_name", "external_id", "locale")) {
            if (params.has(name)) {
                next = next.with(name, params.textOrNull(name));
            }
        }
        if (params.has("username")) {
            next =
                    next.with(
                            "username",
                            params.matching(
                                    "username", USERNAME, "of letters, digits, hyphens and _"));
        }
        for (String name :
                List.of(
                        "delete_self_enabled",
                        "create_organization_enabled",
                        "bypass_client_trust")) {
            next = next.with(name, params.flag(name, user.flag(name)));
        }
        if (params.textOrNull("password") != null || params.textOrNull("password_digest") != null) {
            next =
                    next.with("password_enabled", true)
                            .with("password_last_updated_at", change.now());
        }
        return next;
    }

    private static List<Document> newContacts(
            Params params, String kind, Pattern pattern, long now) {
        List<Document> contacts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String given : params.texts(kind)) {
            String value = given.toLowerCase(Locale.ROOT);
            if (!pattern.matcher(value).matches() || !seen.add(value)) {
                throw ClerkFault.invalid(kind, "a valid " + kind.replace('_', ' '));
            }
            String id = Ids.next("idn_");
            contacts.add(
                    kind.equals("email_address")
                            ? UserTemplate.email(id, value, true, now)
                            : UserTemplate.phone(id, value, true, now));
        }
        return contacts;
    }

    private static @Nullable String firstId(List<Document> contacts) {
        return contacts.isEmpty() ? null : contacts.getFirst().id();
    }

    private static String owned(Document user, String name, String id) {
        String list = name.contains("email") ? "email_addresses" : "phone_numbers";
        if (user.objects(list).stream().noneMatch(it -> it.id().equals(id))) {
            throw ClerkFault.notFound("identification");
        }
        return id;
    }

    private static void requireFree(Tables tables, Document user) {
        requireFree(tables, user, "username", user.textOrNull("username"));
        requireFree(tables, user, "external_id", user.textOrNull("external_id"));
        for (String kind : List.of("email_address", "phone_number")) {
            for (String value : contacts(user, kind)) {
                requireFree(tables, user, kind, value);
            }
        }
    }

    private static void requireFree(
            Tables tables, Document user, String name, @Nullable String value) {
        if (value != null
                && tables.findBy(Kind.USERS, name, value).stream()
                        .anyMatch(other -> !other.id().equals(user.id()))) {
            throw ClerkFault.taken(name);
        }
    }
}
