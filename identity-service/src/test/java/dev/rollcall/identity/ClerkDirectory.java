package dev.rollcall.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Clerk's Backend API has, as tests set it, in Clerk's shapes: lists in ascending order of
 * creation, single objects, key sets. Ids are made so that their order is that of creation.
 */
final class ClerkDirectory implements Function<WireServer.Asked, WireServer.Answer> {

    static final String PUBLISHABLE_KEY = "pk_test_Y2xlcmsubG9jYWxob3N0JA==";

    private static final WireServer.Answer NOT_FOUND =
            new WireServer.Answer(404, "{\"errors\":[{\"code\":\"resource_not_found\"}]}");
    static final long CREATED = 1_700_000_000_000L;

    /** One object: its JSON after the id. */
    private record Thing(long updatedMs, String json) {}

    private final Map<String, Thing> users = new TreeMap<>();
    private final Map<String, Thing> orgs = new TreeMap<>();
    private final Map<String, Thing> memberships = new TreeMap<>();
    private final AtomicInteger pages = new AtomicInteger();

    private volatile String backendKey = "same";
    private volatile boolean listsNothing;
    private volatile WireServer.@Nullable Answer everything;
    private volatile Runnable beforePage = () -> {};

    void user(String id, String firstName, long updatedMs) {
        user(id, firstName, updatedMs, "", false);
    }

    synchronized void user(
            String id, String firstName, long updatedMs, String role, boolean banned) {
        String metadata = role.isEmpty() ? "" : "\"role\":\"" + role + '"';
        users.put(
                id,
                new Thing(
                        updatedMs,
                        """
                        "object":"user","first_name":"%s","last_name":null,"username":null,
                        "primary_email_address_id":"idn_%s","email_addresses":[{"id":"idn_%s",
                        "email_address":"%s@example.com","verification":{"status":"verified"}}],
                        "public_metadata":{%s},"external_accounts":[],"banned":%b,"locked":false
                        """
                                .formatted(firstName, id, id, id, metadata, banned)));
    }

    synchronized void org(String id, String name, long updatedMs) {
        orgs.put(
                id,
                new Thing(
                        updatedMs, "\"object\":\"organization\",\"name\":\"%s\"".formatted(name)));
    }

    synchronized void membership(String id, String org, String user, String role) {
        memberships.put(
                id,
                new Thing(
                        CREATED,
                        """
                        "object":"organization_membership","role":"org:%s",
                        "organization":{"id":"%s"},"public_user_data":{"user_id":"%s"}
                        """
                                .formatted(role, org, user)));
    }

    synchronized void remove(String id) {
        users.remove(id);
        orgs.remove(id);
        memberships.remove(id);
    }

    /** The keys that the secret key sees are those of another instance. */
    void isAnotherInstance() {
        backendKey = "other";
    }

    void listsNothing(boolean nothing) {
        listsNothing = nothing;
    }

    /** Every call but those for keys is answered like this; null: as usual. */
    void answersEverythingWith(WireServer.@Nullable Answer answer) {
        everything = answer;
    }

    /** Runs whenever a page is about to be read. */
    void beforePage(Runnable action) {
        beforePage = action;
    }

    int pages() {
        return pages.get();
    }

    static String userId(int number) {
        return "user_%06d".formatted(number);
    }

    @Override
    public WireServer.Answer apply(WireServer.Asked asked) {
        String path = asked.path();
        if (path.equals("/v1/jwks")) {
            return new WireServer.Answer(200, keys(backendKey));
        }
        if (path.equals("/.well-known/jwks.json")) {
            return new WireServer.Answer(200, keys("same"));
        }
        WireServer.Answer forAll = everything;
        if (forAll != null) {
            return forAll;
        }
        return switch (path) {
            case "/v1/users" -> page(() -> usersAfter(asked.query()));
            case "/v1/organizations" -> page(() -> counted(orgs, asked.query()));
            case "/v1/organization_memberships" -> page(() -> counted(memberships, asked.query()));
            default -> one(path);
        };
    }

    private interface Page {
        WireServer.Answer read();
    }

    private WireServer.Answer page(Page page) {
        pages.incrementAndGet();
        beforePage.run();
        synchronized (this) {
            return page.read();
        }
    }

    private WireServer.Answer usersAfter(String query) {
        String after = parameter(query, "starting_after");
        if (!after.isEmpty() && !users.containsKey(after)) {
            return NOT_FOUND;
        }
        List<String> page =
                listsNothing
                        ? List.of()
                        : users.entrySet().stream()
                                .filter(entry -> entry.getKey().compareTo(after) > 0)
                                .limit(limit(query))
                                .map(entry -> json(entry.getKey(), entry.getValue()))
                                .toList();
        return new WireServer.Answer(200, "[" + String.join(",", page) + "]");
    }

    private WireServer.Answer counted(Map<String, Thing> things, String query) {
        String offset = parameter(query, "offset");
        List<String> page =
                listsNothing
                        ? List.of()
                        : things.entrySet().stream()
                                .skip(offset.isEmpty() ? 0 : Long.parseLong(offset))
                                .limit(limit(query))
                                .map(entry -> json(entry.getKey(), entry.getValue()))
                                .toList();
        int total = listsNothing ? 0 : things.size();
        return new WireServer.Answer(
                200, "{\"data\":[" + String.join(",", page) + "],\"total_count\":" + total + "}");
    }

    private synchronized WireServer.Answer one(String path) {
        Matcher matcher = Pattern.compile("/v1/(users|organizations)/([^/]+)").matcher(path);
        if (!matcher.matches()) {
            return membershipsOf(path);
        }
        Map<String, Thing> things = matcher.group(1).equals("users") ? users : orgs;
        Thing thing = things.get(matcher.group(2));
        return thing == null
                ? NOT_FOUND
                : new WireServer.Answer(200, json(matcher.group(2), thing));
    }

    private WireServer.Answer membershipsOf(String path) {
        Matcher matcher =
                Pattern.compile("/v1/users/([^/]+)/organization_memberships").matcher(path);
        if (!matcher.matches()) {
            return NOT_FOUND;
        }
        List<String> found = new ArrayList<>();
        memberships.forEach(
                (id, thing) -> {
                    if (thing.json().contains("\"user_id\":\"" + matcher.group(1) + '"')) {
                        found.add(json(id, thing));
                    }
                });
        return new WireServer.Answer(
                200,
                "{\"data\":["
                        + String.join(",", found)
                        + "],\"total_count\":"
                        + found.size()
                        + "}");
    }

    private static String json(String id, Thing thing) {
        return "{\"id\":\"%s\",%s,\"created_at\":%d,\"updated_at\":%d}"
                .formatted(id, thing.json(), CREATED, thing.updatedMs());
    }

    private static String keys(String modulus) {
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"ins_1\",\"n\":\"" + modulus + "\"}]}";
    }

    private static int limit(String query) {
        String limit = parameter(query, "limit");
        return limit.isEmpty() ? 10 : Integer.parseInt(limit);
    }

    private static String parameter(String query, String name) {
        Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(query);
        return matcher.find() ? matcher.group(1) : "";
    }
}
