/** Audit records, committed with their change and delivered in order. */
@NullMarked
package dev.rollcall.identity.outbox;

import org.jspecify.annotations.NullMarked;
