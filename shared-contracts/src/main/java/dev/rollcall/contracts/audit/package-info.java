/** Audit records as they travel, before they are made canonical and encrypted. */
@NullMarked
package dev.rollcall.contracts.audit;

import org.jspecify.annotations.NullMarked;
