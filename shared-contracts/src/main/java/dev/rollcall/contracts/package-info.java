/** Ids, problems, tokens and messages that cross a wire between Rollcall's processes. */
@NullMarked
package dev.rollcall.contracts;

import org.jspecify.annotations.NullMarked;
