package dev.rollcall.identity.change;

import dev.rollcall.contracts.change.ChangesRequest;
import dev.rollcall.contracts.change.ChangesResponse;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** One look at the feed. Whoever comes from before what was dropped has to start over. */
@Singleton
class FeedReader {

    private final ChangeRepository repository;
    private final ChangeConfiguration configuration;
    private final Clock clock;

    FeedReader(ChangeRepository repository, ChangeConfiguration configuration, Clock clock) {
        this.repository = repository;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Transactional
    ChangesResponse read(ChangesRequest request) {
        FeedProgress progress = repository.getProgress();
        long head = progress.numbered();
        long after = request.after() == null ? start(progress) : request.after();
        if (after < progress.dropped() || after > head) {
            return new ChangesResponse(head, head, true, List.of());
        }
        List<ChangeRow> rows =
                request.urgentOnly()
                        ? repository.listUrgent(after, head, request.limit())
                        : repository.list(after, head, request.limit());
        long position = rows.size() < request.limit() ? head : rows.getLast().position();
        return new ChangesResponse(
                position, head, false, rows.stream().map(ChangeRow::entry).toList());
    }

    private long start(FeedProgress progress) {
        long before =
                repository
                        .findFirstUrgent(clock.instant().minus(configuration.tokenLifetime()))
                        .map(first -> first.position() - 1)
                        .orElse(progress.numbered());
        return Math.clamp(before, progress.dropped(), progress.numbered());
    }
}
