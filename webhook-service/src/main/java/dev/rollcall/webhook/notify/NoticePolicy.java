package dev.rollcall.webhook.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What in a situation is worth a notice. Pure. */
final class NoticePolicy {

    private NoticePolicy() {}

    static List<Notice> notices(Situation situation, Duration silence, Duration backlog) {
        List<Notice> notices = new ArrayList<>();
        if (situation.newlyDead() > 0) {
            notices.add(
                    new Notice(
                            "dead",
                            "Rollcall: "
                                    + situation.newlyDead()
                                    + " events went to the dead letter. See /api/admin/webhooks."));
        }
        Duration quiet = situation.sinceLastEvent();
        if (quiet != null && silence.isPositive() && quiet.compareTo(silence) > 0) {
            notices.add(
                    new Notice(
                            "silence",
                            "Rollcall: no event from Clerk for "
                                    + quiet.toMinutes()
                                    + " minutes. Is the endpoint enabled there?"));
        }
        Duration oldest = situation.oldestPending();
        if (oldest != null && oldest.compareTo(backlog) > 0) {
            notices.add(
                    new Notice(
                            "backlog",
                            "Rollcall: the oldest undelivered event is "
                                    + oldest.toMinutes()
                                    + " minutes old. Does identity-service run?"));
        }
        return notices;
    }
}
