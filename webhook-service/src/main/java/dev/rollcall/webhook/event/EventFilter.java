package dev.rollcall.webhook.event;

import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.paging.Paging;
import dev.rollcall.contracts.paging.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which events are asked for. What stands in a query is bound as a value beside conditions that are
 * written here, and never becomes SQL. Immutable.
 *
 * @param words the filters as {@code name=value}, in one order, for the cursor
 * @param conditions their SQL with one parameter each, to be joined by AND
 * @param values what is bound to them, in order
 */
record EventFilter(List<String> words, List<String> conditions, List<Object> values) {

    static final Set<String> STATES = Set.of("pending", "applied", "ignored", "dead");
    static final Set<String> PARAMETERS =
            Set.of(
                    "state",
                    "type",
                    "subject",
                    "messageId",
                    "receivedFrom",
                    "receivedTo",
                    Paging.LIMIT,
                    Paging.CURSOR);

    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,127}");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Duration LONGEST_RANGE = Duration.ofDays(400);

    EventFilter {
        words = List.copyOf(words);
        conditions = List.copyOf(conditions);
        values = List.copyOf(values);
    }

    /** Throws ProblemException 400 on a value that its filter does not take. */
    static EventFilter parse(QueryParameters query) {
        Builder filter = new Builder();
        query.findWord("state", STATES).ifPresent(word -> filter.add("state", "state = ?", word));
        find(query, "type", type -> TYPE.matcher(type).matches())
                .ifPresent(type -> filter.add("type", "type = ?", type));
        find(query, "subject", subject -> SUBJECT.matcher(subject).matches())
                .ifPresent(subject -> filter.add("subject", "subject = ?", subject));
        find(query, "messageId", MessageId::isValid)
                .ifPresent(id -> filter.add("messageId", "message_id = ?", id));
        Optional<Instant> from = query.find("receivedFrom").map(UtcTimes::parse);
        Optional<Instant> to = query.find("receivedTo").map(UtcTimes::parse);
        from.ifPresent(at -> filter.add("receivedFrom", "received_at >= ?", at));
        to.ifPresent(at -> filter.add("receivedTo", "received_at < ?", at));
        if (from.isPresent() && to.isPresent()) {
            checkRange(from.get(), to.get());
        }
        return filter.build();
    }

    /** {@code AND ...} for each condition. */
    String sql() {
        StringBuilder sql = new StringBuilder();
        conditions.forEach(condition -> sql.append(" AND ").append(condition));
        return sql.toString();
    }

    private static void checkRange(Instant from, Instant to) {
        Duration range = Duration.between(from, to);
        if (!range.isPositive() || range.compareTo(LONGEST_RANGE) > 0) {
            throw QueryParameters.malformed(
                    "receivedFrom is before receivedTo, at most "
                            + LONGEST_RANGE.toDays()
                            + " days.");
        }
    }

    private static Optional<String> find(
            QueryParameters query, String name, Predicate<String> allowed) {
        Optional<String> value = query.find(name);
        if (value.isPresent() && !allowed.test(value.get())) {
            throw QueryParameters.malformed(name + " is not of the documented form.");
        }
        return value;
    }

    private static final class Builder {

        private final List<String> words = new ArrayList<>();
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void add(String name, String condition, Object value) {
            words.add(name + '=' + value);
            conditions.add(condition);
            values.add(value);
        }

        EventFilter build() {
            return new EventFilter(words, conditions, values);
        }
    }
}
