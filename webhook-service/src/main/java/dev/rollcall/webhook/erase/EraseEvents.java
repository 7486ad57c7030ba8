package dev.rollcall.webhook.erase;

import dev.rollcall.contracts.erase.EraseEventsRequest;
import dev.rollcall.contracts.erase.EraseEventsResponse;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.webhook.inbox.ErasedIds;
import dev.rollcall.webhook.inbox.PayloadPeople;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a person from the inbox: remembers the id for what is still to come, marks every event
 * that mentions the person, the person's own last, for they tell the addresses, and takes the
 * payloads of those that need not be delivered any more. A call looks at events for a few seconds
 * and says where the next one goes on. Repeating any part changes nothing. Thread-safe.
 */
@Singleton
final class EraseEvents {

    private static final Logger LOG = LoggerFactory.getLogger(EraseEvents.class);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(3);

    private final ErasureRepository repository;
    private final ErasedIds ids;
    private final Clock clock;

    EraseEvents(ErasureRepository repository, ErasedIds ids, Clock clock) {
        this.repository = repository;
        this.ids = ids;
        this.clock = clock;
    }

    EraseEventsResponse run(EraseEventsRequest request) {
        Instant end = clock.instant().plus(LONGEST_CALL);
        String sent = request.after();
        Optional<Place> place = Optional.of(sent == null ? Place.BEGINNING : Place.parse(sent));
        String user = request.userId().value();
        repository.remember(ids.hash(user));
        Person person = new Person(user, emails(request, user));
        long found = 0;
        while (place.isPresent() && clock.instant().isBefore(end)) {
            Place after = place.get();
            place = repository.findPageEnd(after);
            found += mark(after, place.orElse(Place.END), person);
        }
        if (place.isEmpty()) {
            found += repository.markOwn(user);
        }
        repository.clear(Optional.of(person));
        long waiting = repository.countWaiting(person);
        LOG.info(
                "event=webhook.erased found={} waiting={} complete={}",
                found,
                waiting,
                place.isEmpty());
        return new EraseEventsResponse(found, waiting, place.map(Place::toString).orElse(null));
    }

    private long mark(Place after, Place until, Person person) {
        long marked = repository.mark(after, until, person);
        for (ErasureRepository.Unread event : repository.listUnread(after, until)) {
            if (PayloadPeople.isAnyIn(repository.payload(event), person.words(event.type()))) {
                marked += repository.markUnread(event, person);
            }
        }
        return marked;
    }

    /** Those that were sent, and those in what is still there of the person's own events. */
    private Set<String> emails(EraseEventsRequest request, String user) {
        Set<String> emails = new HashSet<>();
        for (EmailAddress email : request.emails()) {
            emails.add(email.value().strip().toLowerCase(Locale.ROOT));
        }
        List<ErasureRepository.Own> own = repository.listOwn(user);
        for (ErasureRepository.Own event : own) {
            Set<String> mentions =
                    event.mentions()
                            .or(() -> event.payload().flatMap(PayloadPeople::list))
                            .orElse(Set.of());
            mentions.stream().filter(word -> word.indexOf('@') > 0).forEach(emails::add);
        }
        return emails;
    }
}
