/** What changed a row of the mirror when, by which path and message. */
@NullMarked
package dev.rollcall.identity.history;

import org.jspecify.annotations.NullMarked;
