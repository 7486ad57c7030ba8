/** Everything on one machine: the commands behind {@code ./rollcall}. */
@NullMarked
package dev.rollcall.stack;

import org.jspecify.annotations.NullMarked;
