/** What operators do here, on record in audit-service before it is done. */
@NullMarked
package dev.rollcall.webhook.evidence;

import org.jspecify.annotations.NullMarked;
