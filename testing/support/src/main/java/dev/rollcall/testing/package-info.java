/** What the tests of several modules share: PostgreSQL, Clerk's events, keys, a clock. */
@NullMarked
package dev.rollcall.testing;

import org.jspecify.annotations.NullMarked;
