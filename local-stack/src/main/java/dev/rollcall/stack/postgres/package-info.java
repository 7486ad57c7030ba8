/** A real, durable PostgreSQL from the class path, and the set-up of Rollcall's database. */
@NullMarked
package dev.rollcall.stack.postgres;

import org.jspecify.annotations.NullMarked;
