package dev.rollcall.clerk.backend;

import static java.util.Map.entry;

import dev.rollcall.clerk.directory.ClerkFault;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Kind;
import dev.rollcall.clerk.state.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /v1/users} selects: its filters, orders, and the cursor of 2026-08. Stateless.
 */
final class UserListing {

    private static final Map<String, Comparator<Document>> ORDERS =
            Map.ofEntries(
                    entry("created_at", Listing.byNumber(it -> it.number("created_at"))),
                    entry("updated_at", Listing.byNumber(it -> it.number("updated_at"))),
                    entry("last_active_at", Listing.byNumber(it -> it.number("last_active_at"))),
                    entry("last_sign_in_at", Listing.byNumber(it -> it.number("last_sign_in_at"))),
                    entry("email_address", Listing.by(Users::primaryEmail)),
                    entry("first_name", Listing.by(it -> it.textOrNull("first_name"))),
                    entry("last_name", Listing.by(it -> it.textOrNull("last_name"))),
                    entry("username", Listing.by(it -> it.textOrNull("username"))),
                    entry("phone_number", Listing.by(it -> first(it, "phone_number"))),
                    entry("web3wallet", Listing.byNumber(it -> it.number("created_at"))));

    private UserListing() {}

    static List<Document> page(Tables tables, Query query) {
        String order = query.first("order_by");
        List<Document> ordered = Listing.ordered(selected(tables, query), ORDERS, order);
        String cursor = query.first("starting_after");
        if (cursor == null) {
            return Listing.page(ordered, query.offset(), query.limit());
        }
        if (query.offset() != 0) {
            throw ClerkFault.invalid("starting_after", "without an offset");
        }
        if (order != null && !order.strip().replaceFirst("^[+-]", "").equals("created_at")) {
            throw ClerkFault.invalid("starting_after", "with the order created_at");
        }
        return Listing.page(after(ordered, tables, cursor, order), 0, query.limit());
    }

    static long count(Tables tables, Query query) {
        return selected(tables, query).size();
    }

    private static List<Document> after(
            List<Document> ordered, Tables tables, String cursor, @Nullable String order) {
        long at = Users.get(tables, cursor).number("created_at");
        boolean ascending = order != null && !order.startsWith("-");
        List<Document> rest = new ArrayList<>();
        boolean seen = false;
        for (Document user : ordered) {
            long created = user.number("created_at");
            boolean beyond = ascending ? created > at : created < at;
            if (beyond || (seen && created == at)) {
                rest.add(user);
            }
            seen |= user.id().equals(cursor);
        }
        return rest;
    }

    private static List<Document> selected(Tables tables, Query query) {
        Stream<Predicate<Document>> filters =
                Stream.of(
                        ids(query),
                        externalIds(query),
                        any(query, "email_address", it -> contacts(it, "email_address")),
                        any(query, "phone_number", it -> contacts(it, "phone_number")),
                        any(query, "username", it -> texts(it, "username")),
                        any(query, "web3_wallet", it -> List.of()),
                        part(query, "email_address_query", it -> contacts(it, "email_address")),
                        part(query, "phone_number_query", it -> contacts(it, "phone_number")),
                        part(query, "username_query", it -> texts(it, "username")),
                        part(query, "name_query", UserListing::names),
                        part(query, "query", UserListing::everything),
                        members(tables, query),
                        banned(query),
                        Listing.between(query, "created_at"),
                        Listing.between(query, "last_active_at"),
                        since(query),
                        Listing.between(query, "last_sign_in_at"));
        Predicate<Document> all = filters.reduce(it -> true, Predicate::and);
        return tables.all(Kind.USERS).stream().filter(all).toList();
    }

    private static Predicate<Document> ids(Query query) {
        Predicate<String> list = Listing.inList(query, "user_id");
        return user -> list.test(user.id());
    }

    private static Predicate<Document> externalIds(Query query) {
        if (query.values("external_id").isEmpty()) {
            return user -> true;
        }
        Predicate<String> list = Listing.inList(query, "external_id");
        return user -> {
            String externalId = user.textOrNull("external_id");
            return list.test(externalId == null ? "" : externalId);
        };
    }

    private static Predicate<Document> any(
            Query query, String name, Function<Document, List<String>> texts) {
        Set<String> wanted = query.set(name);
        return user -> wanted.isEmpty() || texts.apply(user).stream().anyMatch(wanted::contains);
    }

    private static Predicate<Document> part(
            Query query, String name, Function<Document, List<String>> texts) {
        String part = query.first(name);
        return user ->
                part == null
                        || texts.apply(user).stream().anyMatch(it -> Listing.contains(it, part));
    }

    private static Predicate<Document> members(Tables tables, Query query) {
        if (query.values("organization_id").isEmpty()) {
            return user -> true;
        }
        Predicate<String> list = Listing.inList(query, "organization_id");
        Set<String> members = new HashSet<>();
        for (Document membership : tables.all(Kind.MEMBERSHIPS)) {
            if (list.test(membership.text("organization_id"))) {
                members.add(membership.text("user_id"));
            }
        }
        return user -> members.contains(user.id());
    }

    private static Predicate<Document> banned(Query query) {
        boolean wanted = query.flag("banned");
        return user -> query.first("banned") == null || user.flag("banned") == wanted;
    }

    private static Predicate<Document> since(Query query) {
        long since = query.number("last_active_at_since", 0, Long.MAX_VALUE, 0);
        return user -> user.number("last_active_at") >= since;
    }

    private static List<String> names(Document user) {
        return List.of(text(user, "first_name") + ' ' + text(user, "last_name"));
    }

    private static List<String> everything(Document user) {
        List<String> texts = new ArrayList<>(names(user));
        texts.addAll(contacts(user, "email_address"));
        texts.addAll(contacts(user, "phone_number"));
        texts.addAll(texts(user, "username"));
        texts.add(user.id());
        return texts;
    }

    private static List<String> texts(Document user, String name) {
        String text = user.textOrNull(name);
        return text == null ? List.of() : List.of(text);
    }

    private static String text(Document user, String name) {
        String text = user.textOrNull(name);
        return text == null ? "" : text;
    }

    private static List<String> contacts(Document user, String kind) {
        return Users.contacts(user, kind);
    }

    private static @Nullable String first(Document user, String kind) {
        List<String> contacts = contacts(user, kind);
        return contacts.isEmpty() ? null : contacts.getFirst();
    }
}
