package dev.rollcall.identity.event;

import dev.rollcall.contracts.id.MessageId;

/** A delivered event as the mirror understands it. */
record ParsedEvent(MessageId messageId, ClerkEvent event) {}
