package dev.rollcall.identity;

import dev.rollcall.contracts.change.ChangesRequest;
import dev.rollcall.contracts.change.ChangesResponse;
import dev.rollcall.contracts.event.ApplyRequest;
import dev.rollcall.contracts.event.ApplyResponse;
import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import dev.rollcall.contracts.start.DatabaseUrl;
import dev.rollcall.contracts.token.AuthenticatedUser;
import dev.rollcall.contracts.token.CallerTable;
import dev.rollcall.contracts.token.IdentityTokens;
import dev.rollcall.contracts.token.ServiceName;
import dev.rollcall.contracts.token.ServiceTokens;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.testing.TestDatabase;
import dev.rollcall.testing.TestKeys;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** identity-service over HTTP on a real PostgreSQL, with Clerk and audit-service as wires. */
public final class RunningIdentity implements AutoCloseable {

    /** A slow machine is no fault: nothing here gives up before the test does. */
    private static final Map<String, Object> PATIENT =
            Map.of(
                    "micronaut.http.client.read-timeout", "4m",
                    "micronaut.http.client.connect-timeout", "1m",
                    "micronaut.http.services.clerk.read-timeout", "1m",
                    "micronaut.http.services.clerk.connect-timeout", "1m",
                    "micronaut.http.services.audit.read-timeout", "1m",
                    "rollcall.sync.patience", "1m",
                    "datasources.default.connection-timeout", 60_000,
                    "datasources.default.connection-init-sql",
                            "SET statement_timeout = '4min';"
                                    + " SET idle_in_transaction_session_timeout = '5min'");

    private static final String NO_SUCH_USER =
            "{\"errors\":[{\"message\":\"not found\",\"code\":\"resource_not_found\"}]}";

    final WireServer clerk = new WireServer(asked -> new WireServer.Answer(404, NO_SUCH_USER));
    final List<String> audited = new CopyOnWriteArrayList<>();

    final WireServer audit = new WireServer(this::append);
    private final TestDatabase database;
    private final TestKeys keys;
    private final EmbeddedServer server;
    private final HttpClient client;
    private @Nullable Connection administrator;
    private final java.net.http.HttpClient raw = java.net.http.HttpClient.newHttpClient();

    public RunningIdentity(Map<String, Object> settings) {
        this(settings, TestDatabase.create(ServiceRole.IDENTITY), TestKeys.generate());
    }

    private RunningIdentity(Map<String, Object> settings, TestDatabase database, TestKeys keys) {
        this.database = database;
        this.keys = keys;
        DatabaseUrl url =
                DatabaseUrl.parse(
                        "IDENTITY_DATABASE_URL", database.url(ServiceRole.IDENTITY), false);
        Map<String, Object> all = new HashMap<>();
        all.put("micronaut.server.port", -1);
        all.put("datasources.default.url", url.jdbcUrl());
        all.put("datasources.default.username", url.user());
        all.put("datasources.default.password", url.password());
        all.put("rollcall.service.key", keys.serviceKey("identity"));
        all.put("rollcall.trust.keys", keys.trustedKeys());
        all.put("rollcall.tombstone-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        all.put("rollcall.clerk.secret-key", "only-for-tests");
        all.put("rollcall.outbox.interval", "50ms");
        all.put("rollcall.sync.heal-interval", "50ms");
        all.put("micronaut.http.services.clerk.url", clerk.url());
        all.put("rollcall.clerk.jwks-url", clerk.url() + "/.well-known/jwks.json");
        all.put("micronaut.http.services.clerk-listing.url", clerk.url());
        all.put("rollcall.reconcile.interval", "0s");
        all.put("rollcall.reconcile.absence-grace", "0s");
        all.put("rollcall.reconcile.tick", "50ms");
        all.put("rollcall.clerk.limits.rate", 100_000);
        all.put("micronaut.http.services.audit.url", audit.url());
        all.putAll(PATIENT);
        all.putAll(settings);
        server = ApplicationContext.run(EmbeddedServer.class, all);
        client = server.getApplicationContext().createBean(HttpClient.class, server.getURL());
    }

    /** Another copy of the service on the same database. */
    RunningIdentity beside() {
        return new RunningIdentity(
                Map.of("rollcall.sync.heal-interval", "1h", "rollcall.outbox.interval", "1h"),
                database,
                keys);
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /** Another process on the same database. */
    RunningIdentity another(Map<String, Object> settings) {
        return new RunningIdentity(settings, database, keys);
    }

    /** Delivers an event as webhook-service does. */
    EventOutcome apply(String messageId, String type, String payload) {
        return applyAll(
                        List.of(
                                new EventDelivery(
                                        new MessageId(messageId), type, Instant.now(), payload)))
                .getFirst();
    }

    /**
     * Delivers a batch, and again what was only held up: a slow machine is no fault. One outcome
     * for each, in their order.
     */
    List<EventOutcome> applyAll(List<EventDelivery> events) {
        List<EventOutcome> outcomes = new ArrayList<>(applyOnce(events));
        List<Integer> open = heldUp(outcomes);
        while (!open.isEmpty()) {
            List<EventOutcome> again = applyOnce(open.stream().map(events::get).toList());
            for (int i = 0; i < again.size(); i++) {
                outcomes.set(open.get(i), again.get(i));
            }
            open = heldUp(outcomes);
        }
        return outcomes;
    }

    private static List<Integer> heldUp(List<EventOutcome> outcomes) {
        return IntStream.range(0, outcomes.size())
                .filter(i -> isHeldUp(outcomes.get(i)))
                .boxed()
                .toList();
    }

    private static boolean isHeldUp(EventOutcome outcome) {
        return switch (outcome.result()) {
            case BLOCKED, UNTRIED -> true;
            case FAILED -> "too_slow".equals(outcome.code());
            case APPLIED, STALE, DUPLICATE, IGNORED -> false;
        };
    }

    /** One call, whatever becomes of it; one outcome for each, in their order. */
    List<EventOutcome> applyOnce(List<EventDelivery> events) {
        return http().retrieve(
                        HttpRequest.POST(CallerTable.APPLY_EVENTS, new ApplyRequest(events))
                                .bearerAuth(token(ServiceName.WEBHOOK)),
                        ApplyResponse.class)
                .outcomes();
    }

    /** Asks as the gateway does, with a token younger than everything before it. */
    public ResolveResponse resolve(String clerkId, @Nullable String role, boolean syncNow) {
        return resolve(clerkId, role, syncNow, Instant.now().plusSeconds(2));
    }

    ResolveResponse resolve(
            String clerkId, @Nullable String role, boolean syncNow, Instant issuedAt) {
        TokenClaims claims =
                new TokenClaims(issuedAt, null, null, null, null, null, role, null, null);
        return http().retrieve(
                        HttpRequest.POST(
                                        CallerTable.RESOLVE,
                                        new ResolveRequest(
                                                new ClerkUserId(clerkId), claims, syncNow))
                                .bearerAuth(token(ServiceName.GATEWAY)),
                        ResolveResponse.class);
    }

    /** Calls as the gateway does for a person; a refusal is an answer like any other. */
    HttpResponse<String> ask(AuthenticatedUser person, String method, String path, String body) {
        IdentityTokens.Signer signer =
                new IdentityTokens.Signer(keys.identityKey(), Clock.systemUTC());
        java.net.http.HttpRequest request =
                java.net.http.HttpRequest.newBuilder(URI.create(server.getURI() + path))
                        .header("Authorization", "Bearer " + token(ServiceName.GATEWAY))
                        .header(IdentityTokens.HEADER, signer.sign(person, "identity"))
                        .header("Content-Type", "application/json")
                        .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return raw.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The status of a call by the gateway that names no person. */
    int statusWithoutIdentity(String path) {
        try {
            return http().exchange(HttpRequest.GET(path).bearerAuth(token(ServiceName.GATEWAY)))
                    .code();
        } catch (HttpClientResponseException refused) {
            return refused.code();
        }
    }

    /** What the gateway is told about the service's health. */
    String status() {
        return http().retrieve(
                        HttpRequest.GET(CallerTable.STATUS).bearerAuth(token(ServiceName.GATEWAY)));
    }

    /** Asks for what follows a position, as a gateway does. */
    ChangesResponse changes(ChangesRequest request) {
        return http().retrieve(
                        HttpRequest.POST(CallerTable.CHANGES, request)
                                .bearerAuth(token(ServiceName.GATEWAY)),
                        ChangesResponse.class);
    }

    BlockingHttpClient http() {
        return client.toBlocking();
    }

    public int port() {
        return server.getPort();
    }

    public String token(ServiceName caller) {
        return new ServiceTokens.Signer(caller, keys.serviceKey(caller.wire()), Clock.systemUTC())
                .sign("identity");
    }

    /** The service's own login. */
    String databaseUrl() {
        return database.url(ServiceRole.IDENTITY);
    }

    /** One value, read as the administrator, whom row-level security does not bind. */
    String value(String sql) {
        try (Statement statement = admin().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** All values of one column, read as the administrator. */
    List<String> values(String sql) {
        try (Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * How a query would be run on tables so large that reading them whole is out of the question.
     */
    List<String> plan(String query) {
        try (Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            try (ResultSet rows = statement.executeQuery("EXPLAIN " + query)) {
                List<String> lines = new ArrayList<>();
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
                return lines;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** One value as the reader role sees it with this {@code rollcall.org}. */
    String asReader(String org, String sql) {
        try (Connection connection = database.dataSource(ServiceRole.IDENTITY).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE rollcall_identity_reader");
            statement.execute("SET LOCAL rollcall.org = '" + org + "'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Changes the database behind the service's back, as the administrator. */
    public void execute(String sql) {
        try (Statement statement = admin().createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** One connection for all questions: to log in takes longer than most of them. */
    private synchronized Connection admin() throws SQLException {
        Connection connection = administrator;
        if (connection == null || connection.isClosed()) {
            connection = database.adminDataSource().getConnection();
            administrator = connection;
        }
        return connection;
    }

    private synchronized void closeAdmin() {
        try {
            if (administrator != null) {
                administrator.close();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Takes records as audit-service does, but for unwanted ones. */
    WireServer.Answer append(WireServer.Asked asked) {
        if (asked.body().contains("unwanted")) {
            return new WireServer.Answer(400, "{}");
        }
        audited.add(asked.body());
        return new WireServer.Answer(200, "{\"outcomes\":[]}");
    }

    @Override
    public void close() {
        closeAdmin();
        client.close();
        raw.close();
        server.close();
        clerk.close();
        audit.close();
    }
}
