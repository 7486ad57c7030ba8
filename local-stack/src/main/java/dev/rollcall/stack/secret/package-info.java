/** Keys and passwords of the local stack: generated once, kept in files that only we may read. */
@NullMarked
package dev.rollcall.stack.secret;

import org.jspecify.annotations.NullMarked;
