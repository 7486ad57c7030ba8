package dev.rollcall.identity;

import dev.rollcall.contracts.event.EventDelivery;
import dev.rollcall.contracts.event.EventOutcome;
import dev.rollcall.contracts.id.MessageId;
import java.time.Instant;

/** Clerk's events, as small as the mirror needs them; times in milliseconds after a start. */
final class Bodies {

    static final long START = 1_793_610_900_000L;

    private Bodies() {}

    static boolean hasFailed(EventOutcome outcome) {
        return outcome.result() == EventOutcome.Result.FAILED;
    }

    static EventDelivery member(
            String what, String id, String org, String user, String role, long at) {
        String data =
                "{'id':'%s','role':'org:%s','organization':%s,'public_user_data':{'user_id':'%s'},"
                                .formatted(id, role, org, user)
                        + "'created_at':%d,'updated_at':%d}".formatted(START, START + at);
        return event("organizationMembership." + what, data, at + 1);
    }

    static EventDelivery session(String what, String id, String user, long at) {
        String data =
                "{'id':'%s','user_id':'%s','status':'active','created_at':%d,'updated_at':%d}"
                        .formatted(id, user, START, START + at);
        return event("session." + what, data, at + 1);
    }

    static EventDelivery invitation(String what, String id, String org, long at) {
        String data =
                "{'id':'%s','organization_id':'%s','role':'org:member','updated_at':%d}"
                        .formatted(id, org, START + at);
        return event("organizationInvitation." + what, data, at + 1);
    }

    static String user(String id, String name, long at) {
        return ("{'id':'%s','first_name':'%s','email_addresses':[{'id':'idn_1','email_address':"
                        + "'%s@example.com'}],'primary_email_address_id':'idn_1','updated_at':%d}")
                .formatted(id, name, name, START + at);
    }

    static String org(String id, String name, String creator, long at) {
        return "{'id':'%s','name':'%s','created_by':'%s','updated_at':%d}"
                .formatted(id, name, creator, START + at);
    }

    static String deleted(String id) {
        return "{'id':'%s','deleted':true}".formatted(id);
    }

    /** The same event has the same message id. */
    static EventDelivery event(String type, String data, long at) {
        String body = "{'timestamp':%d,'data':%s}".formatted(START + at, data).replace('\'', '"');
        return new EventDelivery(
                new MessageId("msg_" + Integer.toHexString((type + body).hashCode())),
                type,
                Instant.ofEpochMilli(START),
                body);
    }
}
