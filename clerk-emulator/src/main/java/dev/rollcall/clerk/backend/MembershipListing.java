package dev.rollcall.clerk.backend;

import dev.rollcall.clerk.directory.Memberships;
import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.state.Tables;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the three membership lists select and in which order. Stateless. */
final class MembershipListing {

    private MembershipListing() {}

    static Document page(Tables tables, Collection<Document> memberships, Query query) {
        List<Document> selected = memberships.stream().filter(selection(tables, query)).toList();
        List<Document> ordered = Listing.ordered(selected, orders(tables), query.first("order_by"));
        List<Document> page =
                Listing.page(ordered, query.offset(), query.limit()).stream()
                        .map(it -> Memberships.shown(tables, it))
                        .toList();
        return Listing.counted(page, ordered.size());
    }

    private static Map<String, Comparator<Document>> orders(Tables tables) {
        return Map.of(
                "created_at", Listing.byNumber(it -> it.number("created_at")),
                "email_address", byUser(tables, Users::primaryEmail),
                "first_name", byUser(tables, it -> it.textOrNull("first_name")),
                "last_name", byUser(tables, it -> it.textOrNull("last_name")),
                "username", byUser(tables, it -> it.textOrNull("username")),
                "phone_number", byUser(tables, it -> it.textOrNull("primary_phone_number_id")));
    }

    private static Comparator<Document> byUser(
            Tables tables, Function<Document, @Nullable String> text) {
        return Listing.by(it -> text.apply(Users.get(tables, it.text("user_id"))));
    }

    private static Predicate<Document> selection(Tables tables, Query query) {
        Predicate<String> byUser = Listing.inList(query, "user_id");
        Set<String> roles = query.set("role");
        Set<String> emails = query.set("email_address");
        String part = query.first("query");
        return Stream.<Predicate<Document>>of(
                        it -> byUser.test(it.text("user_id")),
                        it -> roles.isEmpty() || roles.contains(it.text("role")),
                        it ->
                                emails.isEmpty()
                                        || Users.contacts(user(tables, it), "email_address")
                                                .stream()
                                                .anyMatch(emails::contains),
                        it -> part == null || mentions(user(tables, it), part),
                        Listing.between(query, "created_at"))
                .reduce(it -> true, Predicate::and);
    }

    private static Document user(Tables tables, Document membership) {
        return Users.get(tables, membership.text("user_id"));
    }

    private static boolean mentions(Document user, String part) {
        return Stream.of("id", "first_name", "last_name", "username")
                        .anyMatch(it -> Listing.contains(user.textOrNull(it), part))
                || Users.contacts(user, "email_address").stream()
                        .anyMatch(it -> Listing.contains(it, part));
    }
}
