package dev.rollcall.stack.mirror;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/**
 * Has webhook-service hand over its whole inbox once more, the newest first: what an old event says
 * is then stale already and never shows. A piece at a time, each followed until it is through, so
 * that new events wait for a piece at most.
 */
final class Redelivery {

    private static final int PIECE = 1000;

    private static final String OLDER =
            """
            SELECT message_id, received_at::text
              FROM webhook.inbox
             WHERE payload IS NOT NULL AND type IS NOT NULL
               AND state IN ('applied', 'ignored', 'dead')
               AND reason IS DISTINCT FROM 'other_instance'
               AND (received_at, message_id) < (?::timestamptz, ?)
             ORDER BY received_at DESC, message_id DESC
             LIMIT 1000
            """;
    private static final String AGAIN =
            """
            UPDATE webhook.inbox AS i
               SET state = 'pending', reason = NULL, attempts = 0, next_attempt_at = now(),
                   lease_until = NULL, last_error = NULL, applied_at = NULL
              FROM unnest(?::text[], ?::timestamptz[]) AS piece (message_id, received_at)
             WHERE i.message_id = piece.message_id AND i.received_at = piece.received_at
               AND i.state <> 'pending' AND i.payload IS NOT NULL
            """;
    private static final String LEFT =
            """
            SELECT count(*)
              FROM webhook.inbox AS i
              JOIN unnest(?::text[], ?::timestamptz[]) AS piece (message_id, received_at)
                ON i.message_id = piece.message_id AND i.received_at = piece.received_at
             WHERE i.state = 'pending' AND i.attempts = 0
            """;
    private static final String FORGET =
            "DELETE FROM identity.applied_events WHERE message_id = ANY (?)";
    private static final String NOBODY =
            "Nothing moves: do webhook-service and identity-service run?"
                    + " It is safe to begin again.";

    private final Sql webhook;
    private final Sql identity;
    private final PrintStream out;

    Redelivery(Sql webhook, Sql identity, PrintStream out) {
        this.webhook = webhook;
        this.identity = identity;
        this.out = out;
    }

    /** Everything that arrived before {@code begin}; how many messages that were. */
    long run(Instant begin) {
        long done = 0;
        List<List<String>> piece = webhook.ask(OLDER, begin.toString(), "");
        while (!piece.isEmpty()) {
            handOver(piece);
            done += piece.size();
            String reached = piece.getLast().get(1);
            out.printf("  %d messages, back to %s%n", done, reached);
            piece =
                    piece.size() < PIECE
                            ? List.of()
                            : webhook.ask(OLDER, reached, piece.getLast().getFirst());
        }
        return done;
    }

    private void handOver(List<List<String>> piece) {
        String[] ids = piece.stream().map(row -> row.get(0)).toArray(String[]::new);
        String[] times = piece.stream().map(row -> row.get(1)).toArray(String[]::new);
        identity.write(FORGET, (Object) ids);
        webhook.write(AGAIN, ids, times);
        Patience patience = new Patience(NOBODY);
        String left = webhook.value(LEFT, ids, times);
        while (!left.equals("0")) {
            patience.await(left);
            left = webhook.value(LEFT, ids, times);
        }
    }
}
