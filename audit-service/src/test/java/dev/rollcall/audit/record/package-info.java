/** Records: canonical octets, aliases, idempotent ingestion. */
@NullMarked
package dev.rollcall.audit.record;

import org.jspecify.annotations.NullMarked;
