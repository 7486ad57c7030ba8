package dev.rollcall.contracts.wire;

import dev.rollcall.contracts.id.ClerkMembershipId;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.id.MessageId;
import dev.rollcall.contracts.id.OrgId;
import dev.rollcall.contracts.id.RequestId;
import dev.rollcall.contracts.id.UserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import io.micronaut.context.annotation.Factory;
import io.micronaut.serde.Serde;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Every type that travels as text. */
@Factory
final class TextSerdeFactory {

    @Singleton
    Serde<UserId> userId() {
        return new TextSerde<>(UserId::toString, text -> new UserId(UUID.fromString(text)));
    }

    @Singleton
    Serde<OrgId> orgId() {
        return new TextSerde<>(OrgId::toString, text -> new OrgId(UUID.fromString(text)));
    }

    @Singleton
    Serde<ClerkUserId> clerkUserId() {
        return new TextSerde<>(ClerkUserId::value, ClerkUserId::new);
    }

    @Singleton
    Serde<ClerkOrgId> clerkOrgId() {
        return new TextSerde<>(ClerkOrgId::value, ClerkOrgId::new);
    }

    @Singleton
    Serde<ClerkMembershipId> clerkMembershipId() {
        return new TextSerde<>(ClerkMembershipId::value, ClerkMembershipId::new);
    }

    @Singleton
    Serde<ClerkSessionId> clerkSessionId() {
        return new TextSerde<>(ClerkSessionId::value, ClerkSessionId::new);
    }

    @Singleton
    Serde<MessageId> messageId() {
        return new TextSerde<>(MessageId::value, MessageId::new);
    }

    @Singleton
    Serde<RequestId> requestId() {
        return new TextSerde<>(RequestId::value, RequestId::new);
    }

    @Singleton
    Serde<EmailAddress> emailAddress() {
        return new TextSerde<>(EmailAddress::value, EmailAddress::new);
    }

    @Singleton
    Serde<PersonName> personName() {
        return new TextSerde<>(PersonName::value, PersonName::new);
    }

    @Singleton
    Serde<PersonalUrl> personalUrl() {
        return new TextSerde<>(PersonalUrl::value, PersonalUrl::new);
    }
}
