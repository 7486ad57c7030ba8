/** What must be true after any part was killed, held against a stack under load. */
@NullMarked
package dev.rollcall.acceptance.crash;

import org.jspecify.annotations.NullMarked;
