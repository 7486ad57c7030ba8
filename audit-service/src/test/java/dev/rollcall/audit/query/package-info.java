/** The audit trail as compliance staff read it. */
@NullMarked
package dev.rollcall.audit.query;

import org.jspecify.annotations.NullMarked;
