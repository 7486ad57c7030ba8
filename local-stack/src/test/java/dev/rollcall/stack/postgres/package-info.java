/** Tests of the embedded PostgreSQL and of the database set-up, on real servers. */
@NullMarked
package dev.rollcall.stack.postgres;

import org.jspecify.annotations.NullMarked;
