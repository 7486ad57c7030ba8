/** What Clerk has deleted, for ever. */
@NullMarked
package dev.rollcall.identity.tombstone;

import org.jspecify.annotations.NullMarked;
