/** Tests of the commands. */
@NullMarked
package dev.rollcall.stack;

import org.jspecify.annotations.NullMarked;
