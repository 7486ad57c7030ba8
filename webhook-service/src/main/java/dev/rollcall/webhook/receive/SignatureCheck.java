package dev.rollcall.webhook.receive;

import dev.rollcall.contracts.id.MessageId;

/** What a signature says about a webhook request. */
sealed interface SignatureCheck {

    /**
     * Signed with one of our secrets, in time.
     *
     * @param secretIndex which of the configured secrets matched, from 0
     */
    record Valid(MessageId messageId, int secretIndex) implements SignatureCheck {}

    /** Not a signed request at all; {@code reason} is a stable word. */
    record Malformed(String reason) implements SignatureCheck {}

    /** Signed too long ago, or in the future: nobody looked at the signature. */
    record OutOfTolerance(MessageId messageId) implements SignatureCheck {}

    /** No entry matches any secret. */
    record Mismatched(MessageId messageId) implements SignatureCheck {}
}
