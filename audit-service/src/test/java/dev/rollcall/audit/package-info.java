/** The evidence: what happened, kept without naming anybody. */
@NullMarked
package dev.rollcall.audit;

import org.jspecify.annotations.NullMarked;
