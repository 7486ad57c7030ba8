package dev.rollcall.webhook.delivery;

import dev.rollcall.contracts.event.EventOutcome;
import java.util.List;

/** What came of handing a batch to identity-service. */
sealed interface Handover {

    /** It looked at the events; in no promised order, and one may be missing. */
    record Answered(List<EventOutcome> outcomes) implements Handover {

        public Answered {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** It did not take the batch for what is in it: one of the events may be to blame. */
    record Refused(int status) implements Handover {}

    /** It was silent for too long: one of the events may be to blame, or none. */
    record Late() implements Handover {

        static final String REASON = "timeout";
    }

    /** It is not there, or not able: no event is to blame. {@code reason} is a stable word. */
    record Away(String reason) implements Handover {}
}
