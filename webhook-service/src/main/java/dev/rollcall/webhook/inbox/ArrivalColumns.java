package dev.rollcall.webhook.inbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A group of arrivals turned into one array per column, in the order of the statement. */
final class ArrivalColumns {

    private static final String PENDING = "pending";
    private static final String DEAD = "dead";

    private ArrivalColumns() {}

    static List<Array> of(
            List<Arrival> arrivals, FreshEvents.Held held, ErasedIds erased, Connection connection)
            throws SQLException {
        List<Row> rows = arrivals.stream().map(Row::of).toList();
        byte[][] payloads = arrivals.stream().map(a -> a.payload().bytes()).toArray(byte[][]::new);
        byte[][] hashes = arrivals.stream().map(a -> a.payload().sha256()).toArray(byte[][]::new);
        return List.of(
                SqlArrays.of(connection, "text", arrivals, Arrival::messageId),
                connection.createArrayOf("bytea", hashes),
                SqlArrays.of(connection, "timestamptz", arrivals, Arrival::receivedAt),
                connection.createArrayOf("bytea", payloads),
                SqlArrays.of(connection, "text", rows, Row::type),
                SqlArrays.of(connection, "text", rows, Row::subject),
                SqlArrays.of(connection, "timestamptz", rows, Row::occurredAt),
                SqlArrays.of(connection, "int2", rows, Row::priority),
                SqlArrays.of(connection, "text", rows, Row::state),
                SqlArrays.of(connection, "text", rows, Row::reason),
                SqlArrays.of(connection, "int2", arrivals, Arrival::secretIndex),
                SqlArrays.of(connection, "text", arrivals, Arrival::requestId),
                SqlArrays.of(connection, "text", rows, Row::mentioned),
                SqlArrays.of(connection, "text", rows, row -> row.hashes(erased)),
                SqlArrays.of(connection, "bool", arrivals, held::has));
    }

    private record Row(
            @Nullable String type,
            @Nullable String subject,
            @Nullable Instant occurredAt,
            int priority,
            String state,
            @Nullable String reason,
            @Nullable Set<String> mentions) {

        /** With blanks between, which stand in none of them. */
        @Nullable String mentioned() {
            return mentions == null ? null : String.join(" ", mentions);
        }

        String hashes(ErasedIds erased) {
            return mentions == null ? "" : erased.hashes(mentions);
        }

        static Row of(Arrival arrival) {
            return switch (arrival.envelope()) {
                case Envelope.Usable usable -> of(usable, PENDING, null);
                case Envelope.Foreign foreign -> of(foreign.event(), DEAD, OwnInstance.OTHER);
                case Envelope.Poison poison ->
                        new Row(
                                null,
                                null,
                                null,
                                Envelope.Urgency.ORDINARY.priority(),
                                DEAD,
                                poison.reason(),
                                null);
            };
        }

        private static Row of(Envelope.Usable event, String state, @Nullable String reason) {
            return new Row(
                    event.type(),
                    event.subject(),
                    event.occurredAt(),
                    event.urgency().priority(),
                    state,
                    reason,
                    event.mentions());
        }
    }
}
