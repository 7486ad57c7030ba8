package dev.rollcall.identity.reconcile;

import dev.rollcall.identity.clerk.ClerkPage;
import dev.rollcall.identity.mirror.Cause;
import dev.rollcall.identity.mirror.Source;
import dev.rollcall.identity.mirror.SqlFaults;
import dev.rollcall.identity.sighting.ObserveAtClerk;
import dev.rollcall.identity.tombstone.Tombstones;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a page: what differed, the rows, the ids seen, the new position, in one transaction. A row
 * that the database refuses costs only itself: the page is then written row by row. A dry run
 * writes everything but the rows.
 */
@Singleton
final class PageWriter {

    private record News(
            ClerkPage.Read page,
            List<ClerkPage.Item> items,
            List<String> ids,
            int seen,
            Map<String, Drift.Known> rows) {}

    private static final Logger LOG = LoggerFactory.getLogger(PageWriter.class);

    private final KnownRows known;
    private final ObserveAtClerk observe;
    private final Tombstones tombstones;
    private final ReportRepository reports;
    private final SweptPages pages;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    PageWriter(
            KnownRows known,
            ObserveAtClerk observe,
            Tombstones tombstones,
            ReportRepository reports,
            SweptPages pages,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.known = known;
        this.observe = observe;
        this.tombstones = tombstones;
        this.reports = reports;
        this.pages = pages;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** {@code position} notes where the run goes on. */
    void write(RunRow run, Entity entity, ClerkPage.Read page, Runnable position) {
        try {
            transactions.executeWrite(
                    status -> {
                        News news = news(run, entity, page);
                        note(run, entity, news, effects(run, entity, news), position);
                        return news;
                    });
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException failed) {
            if (run.dryRun() || SqlFaults.isAway(failed)) {
                throw failed;
            }
            LOG.warn("event=reconcile.row_by_row cause={}", SqlFaults.describe(failed));
            rowByRow(run, entity, page, position);
        }
    }

    private void rowByRow(RunRow run, Entity entity, ClerkPage.Read page, Runnable position) {
        News news = transactions.executeRead(status -> news(run, entity, page));
        List<Effect> effects = news.items().stream().map(this::tried).toList();
        transactions.executeWrite(
                status -> {
                    note(run, entity, news, effects, position);
                    return news;
                });
    }

    private Effect tried(ClerkPage.Item item) {
        try {
            return observe(List.of(item)).getFirst();
        } catch (RuntimeException failed) {
            if (SqlFaults.isAway(failed)) {
                throw failed;
            }
            LOG.error("event=reconcile.row_refused cause={}", SqlFaults.describe(failed));
            return Effect.REFUSED;
        }
    }

    /** What the page has beyond the one before, which it overlaps. */
    private News news(RunRow run, Entity entity, ClerkPage.Read page) {
        Set<String> again = entity == Entity.USERS ? Set.of() : pages.last(run.id(), entity);
        List<ClerkPage.Item> items =
                page.items().stream().filter(item -> !again.contains(item.id())).toList();
        List<String> ids = page.ids().stream().filter(id -> !again.contains(id)).toList();
        int seen = page.size() - (page.ids().size() - ids.size());
        Map<String, Drift.Known> rows =
                known.find(entity, items.stream().map(ClerkPage.Item::id).toList());
        return new News(page, items, ids, seen, rows);
    }

    private List<Effect> effects(RunRow run, Entity entity, News news) {
        return run.dryRun()
                ? news.items().stream().map(item -> imagined(entity, item, news)).toList()
                : observe(news.items());
    }

    private Effect imagined(Entity entity, ClerkPage.Item item, News news) {
        boolean unknown = !news.rows().containsKey(item.id());
        return unknown && tombstones.exists(entity.tombstone(), item.id())
                ? Effect.DELETED
                : Effect.NONE;
    }

    private List<Effect> observe(List<ClerkPage.Item> items) {
        Cause cause = new Cause(Source.RECONCILIATION, null, clock.instant());
        return items.isEmpty()
                ? List.of()
                : observe.run(items.stream().map(ClerkPage.Item::sighting).toList(), cause).stream()
                        .map(Effect::of)
                        .toList();
    }

    private void note(
            RunRow run, Entity entity, News news, List<Effect> effects, Runnable position) {
        List<PageTally.Judged> judged = new ArrayList<>();
        for (int i = 0; i < effects.size(); i++) {
            ClerkPage.Item item = news.items().get(i);
            Drift drift = Drift.of(news.rows().get(item.id()), item.version());
            judged.add(new PageTally.Judged(item.version().updatedMs(), drift, effects.get(i)));
        }
        reports.add(PageTally.of(run.id(), entity, news.page(), news.seen(), judged));
        pages.append(run.id(), entity, run.position(), news.ids());
        position.run();
    }
}
