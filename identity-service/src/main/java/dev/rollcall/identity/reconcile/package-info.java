/** Reconciliation: walks what Clerk has, repairs the mirror, reports what differed. */
@NullMarked
package dev.rollcall.identity.reconcile;

import org.jspecify.annotations.NullMarked;
