/** The promises of Rollcall, through its public door, over real processes and a real PostgreSQL. */
@NullMarked
package dev.rollcall.acceptance;

import org.jspecify.annotations.NullMarked;
