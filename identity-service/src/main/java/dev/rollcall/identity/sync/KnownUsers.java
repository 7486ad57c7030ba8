package dev.rollcall.identity.sync;

import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.identity.mirror.SqlFaults;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers about people whom nothing has changed, without a thread of their own: who asks while a
 * statement is on its way is answered by the next one, together with the others. Every read begins
 * after it was asked for. At most two readers keep a connection of the pool each; while there is
 * none, nobody waits for it, and nothing is answered here. Thread safe.
 */
@Context
public class KnownUsers {

    private static final Logger LOG = LoggerFactory.getLogger(KnownUsers.class);

    private static final int MOST_READERS = 2;
    private static final int MOST_WAITING = 1024;
    private static final int MOST_AT_ONCE = 64;

    /** A statement that takes longer has lost its database; whoever asked still has time. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A little less: what nobody waits for should not go on in the database. */
    private static final Duration LONGEST_READ = Duration.ofMillis(900);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Then the pool may retire the connection. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** How long a plan serves: the tables grow. */
    private static final Duration PLANNED = Duration.ofSeconds(10);

    private record Question(ResolveRequest request, Consumer<Optional<ResolveResponse>> answer) {}

    private final BlockingQueue<Question> questions = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger reading = new AtomicInteger();
    private final List<Thread> readers = new ArrayList<>();
    private final ResolveUser resolveUser;
    private final DataSource pool;
    private final int connections;
    private volatile boolean stopped;

    /** Of a small pool less than half is kept. */
    KnownUsers(
            ResolveUser resolveUser,
            DataSource dataSource,
            DataSourceResolver resolver,
            @Property(name = "datasources.default.maximum-pool-size") int connections) {
        this.resolveUser = resolveUser;
        this.connections = connections;
        this.pool = resolver.resolve(dataSource);
    }

    @PostConstruct
    void start() {
        for (int i = 0; i < Math.min(MOST_READERS, (connections - 1) / 2); i++) {
            readers.add(Thread.ofPlatform().daemon().name("known-users-", i).start(this::read));
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
        readers.forEach(Thread::interrupt);
    }

    /**
     * False if nobody reads now, and then the answer is never called; else it is called once, soon,
     * on a reader's thread: empty where there is more to do than to read.
     */
    public boolean ask(ResolveRequest request, Consumer<Optional<ResolveResponse>> answer) {
        if (reading.get() == 0 || !questions.offer(new Question(request, answer))) {
            return false;
        }
        if (reading.get() == 0) {
            giveBack();
        }
        return true;
    }

    private void read() {
        while (!stopped) {
            try (Connection connection = pool.getConnection()) {
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
                String timeout = value(connection, "SHOW statement_timeout");
                try {
                    execute(connection, "SET statement_timeout = " + LONGEST_READ.toMillis());
                    execute(connection, "SET plan_cache_mode = force_generic_plan");
                    readWith(connection);
                } finally { // or it fails for ever, and the pool drops the connection
                    execute(connection, "RESET plan_cache_mode");
                    execute(connection, "SET statement_timeout = '" + timeout + "'");
                }
            } catch (SQLException | RuntimeException away) {
                if (!stopped) {
                    LOG.warn("event=known_users.waiting cause={}", SqlFaults.describe(away));
                    pause();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void readWith(Connection connection) throws SQLException, InterruptedException {
        long until = System.nanoTime() + KEPT.toNanos();
        reading.incrementAndGet();
        try (PreparedStatement statement = connection.prepareStatement(ResolvedUserReader.QUERY)) {
            while (!stopped && System.nanoTime() < until) {
                execute(connection, "DISCARD PLANS");
                readWith(statement);
            }
        } finally {
            if (reading.decrementAndGet() == 0) {
                giveBack();
            }
        }
    }

    /** Left to itself PostgreSQL plans a list anew each time, which costs more than reading it. */
    private void readWith(PreparedStatement statement) throws SQLException, InterruptedException {
        long until = System.nanoTime() + PLANNED.toNanos();
        while (!stopped && System.nanoTime() < until) {
            Question first = questions.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                readGroup(statement, first);
            }
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void readGroup(PreparedStatement statement, Question first) throws SQLException {
        List<Question> group = new ArrayList<>();
        group.add(first);
        questions.drainTo(group, MOST_AT_ONCE - 1);
        Map<String, ResolvedUser> found = Map.of();
        try {
            Set<String> ids =
                    group.stream()
                            .map(question -> question.request.clerkId().value())
                            .collect(Collectors.toSet());
            found = ResolvedUserReader.find(statement, ids);
        } finally {
            for (Question question : group) {
                answer(question, found.get(question.request.clerkId().value()));
            }
        }
    }

    private void answer(Question question, @Nullable ResolvedUser user) {
        Optional<ResolveResponse> settled = Optional.empty();
        try {
            if (user != null) {
                settled = resolveUser.settled(user, question.request);
            }
        } catch (RuntimeException unexpected) {
            LOG.warn("event=known_users.unsettled cause={}", SqlFaults.describe(unexpected));
        }
        tell(question, settled);
    }

    private void giveBack() {
        List<Question> left = new ArrayList<>();
        questions.drainTo(left);
        left.forEach(question -> tell(question, Optional.empty()));
    }

    /** What goes wrong with one answer must not cost the others theirs. */
    private static void tell(Question question, Optional<ResolveResponse> answer) {
        try {
            question.answer.accept(answer);
        } catch (RuntimeException | Error lost) {
            LOG.warn("event=known_users.untold cause={}", SqlFaults.describe(lost));
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
